// What calls and replies of `io.followupd.Statuses` are made of.
extension StatusesMethods {
    /// One step of the lifecycle.
    public struct Status: Codable, Hashable, Sendable {
        public var code: String
        public var name: String
        public var description: String
        public var position: Int
        public var duration: String?
        public var active: Bool
        public var allows: [String]
        public var loyalty: Bool
        public var initial: Bool
        public var successors: [String]
        public var entryRule: String?
        public var reasonRequired: Bool
        public var reasons: [String]
        public var messageOnEntry: String
        public var taskOnEntry: String
        public var retired: Bool
        public var customers: Int

        public init(
            code: String, name: String, description: String, position: Int, duration: String? = nil, active: Bool,
            allows: [String], loyalty: Bool, initial: Bool, successors: [String], entryRule: String? = nil,
            reasonRequired: Bool, reasons: [String], messageOnEntry: String, taskOnEntry: String, retired: Bool,
            customers: Int
        ) {
            self.code = code
            self.name = name
            self.description = description
            self.position = position
            self.duration = duration
            self.active = active
            self.allows = allows
            self.loyalty = loyalty
            self.initial = initial
            self.successors = successors
            self.entryRule = entryRule
            self.reasonRequired = reasonRequired
            self.reasons = reasons
            self.messageOnEntry = messageOnEntry
            self.taskOnEntry = taskOnEntry
            self.retired = retired
            self.customers = customers
        }
    }

    /// Why a customer is in a status.
    public struct Reason: Codable, Hashable, Sendable {
        public var code: String
        public var name: String
        public var position: Int
        public var retired: Bool
        public var used: Int

        public init(code: String, name: String, position: Int, retired: Bool, used: Int) {
            self.code = code
            self.name = name
            self.position = position
            self.retired = retired
            self.used = used
        }
    }
}
