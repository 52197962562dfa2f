/// `io.followupd.Templates`: texts of messages, with merge fields such as {{customer.name}}.
public enum TemplatesMethods {
    public static let interface = "io.followupd.Templates"

    public enum List: ControlMethod {
        public static let name = "\(interface).List"

        public struct Parameters: Codable, Hashable, Sendable {
            public var retired: Bool?

            public init(retired: Bool? = nil) {
                self.retired = retired
            }
        }

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
            public var purpose: String?
            public var subject: String
            public var text: String
            public var html: String?

            public init(
                code: String, name: String? = nil, purpose: String? = nil, subject: String, text: String,
                html: String? = nil
            ) {
                self.code = code
                self.name = name
                self.purpose = purpose
                self.subject = subject
                self.text = text
                self.html = html
            }
        }
        public typealias Reply = Nothing
    }

    public enum Update: ControlMethod {
        public static let name = "\(interface).Update"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var name: String?
            public var purpose: String?
            public var subject: String?
            public var text: String?
            public var html: String?

            public init(
                code: String, name: String? = nil, purpose: String? = nil, subject: String? = nil,
                text: String? = nil, html: String? = nil
            ) {
                self.code = code
                self.name = name
                self.purpose = purpose
                self.subject = subject
                self.text = text
                self.html = html
            }
        }
        public typealias Reply = Nothing
    }

    public enum Retire: ControlMethod {
        public static let name = "\(interface).Retire"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String

            public init(code: String) {
                self.code = code
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
            public var html: String?

            public init(subject: String, text: String, html: String? = nil) {
                self.subject = subject
                self.text = text
                self.html = html
            }
        }
    }

    /// A text with merge fields.
    public struct Template: Codable, Hashable, Sendable {
        public var code: String
        public var name: String
        public var purpose: String
        public var subject: String
        public var text: String
        public var html: String?
        public var retired: Bool

        public init(
            code: String, name: String, purpose: String, subject: String, text: String, html: String? = nil,
            retired: Bool
        ) {
            self.code = code
            self.name = name
            self.purpose = purpose
            self.subject = subject
            self.text = text
            self.html = html
            self.retired = retired
        }
    }
}
