/// `io.followupd.Templates`: texts of messages.
public enum TemplatesMethods {
    public static let interface = "io.followupd.Templates"

    public enum List: ControlMethod {
        public static let name = "\(interface).List"
        public typealias Parameters = Nothing

        public struct Reply: ListReply, Hashable {
            public var template: Template?
            public var cursor: String?

            public init() {}

            public init(template: Template, cursor: String) {
                self.template = template
                self.cursor = cursor
            }
        }
    }

    public enum Get: ControlMethod {
        public static let name = "\(interface).Get"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String

            public init(code: String) {
                self.code = code
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var template: Template

            public init(template: Template) {
                self.template = template
            }
        }
    }

    public enum Add: ControlMethod {
        public static let name = "\(interface).Add"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var name: String?
            public var subject: String
            public var text: String

            public init(code: String, name: String? = nil, subject: String, text: String) {
                self.code = code
                self.name = name
                self.subject = subject
                self.text = text
            }
        }
        public typealias Reply = Nothing
    }

    public enum Preview: ControlMethod {
        public static let name = "\(interface).Preview"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var number: String

            public init(code: String, number: String) {
                self.code = code
                self.number = number
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var subject: String
            public var text: String

            public init(subject: String, text: String) {
                self.subject = subject
                self.text = text
            }
        }
    }

    /// A text with merge fields.
    public struct Template: Codable, Hashable, Sendable {
        public var code: String
        public var name: String
        public var subject: String
        public var text: String

        public init(code: String, name: String, subject: String, text: String) {
            self.code = code
            self.name = name
            self.subject = subject
            self.text = text
        }
    }
}
