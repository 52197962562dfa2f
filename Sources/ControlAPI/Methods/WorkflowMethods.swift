/// `io.followupd.Workflow`: statuses, triggers, templates, calendars and branches as one document.
public enum WorkflowMethods {
    public static let interface = "io.followupd.Workflow"

    public enum Apply: ControlMethod {
        public static let name = "\(interface).Apply"

        public struct Parameters: Codable, Hashable, Sendable {
            public var document: String

            public init(document: String) {
                self.document = document
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var calendars: Int
            public var branches: Int
            public var templates: Int
            public var statuses: Int
            public var triggers: Int

            public init(calendars: Int, branches: Int, templates: Int, statuses: Int, triggers: Int) {
                self.calendars = calendars
                self.branches = branches
                self.templates = templates
                self.statuses = statuses
                self.triggers = triggers
            }
        }
    }
}
