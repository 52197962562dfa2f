/// `io.followupd.Reports`: pictures for people who would rather look than read.
public enum ReportsMethods {
    public static let interface = "io.followupd.Reports"

    public enum Render: ControlMethod {
        public static let name = "\(interface).Render"

        public struct Parameters: Codable, Hashable, Sendable {
            public var days: Int?

            public init(days: Int? = nil) {
                self.days = days
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var html: String

            public init(html: String) {
                self.html = html
            }
        }
    }
}
