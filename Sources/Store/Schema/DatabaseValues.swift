import Domain
import FoundationEssentials
import GRDB

// How the domain's values stand in columns: instants and flags as integers, dates and words as text.

extension Timestamp: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { milliseconds.databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> Timestamp? {
        Int64.fromDatabaseValue(value).map(Timestamp.init(milliseconds:))
    }
}

extension CivilDate: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { description.databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> CivilDate? {
        String.fromDatabaseValue(value).flatMap(CivilDate.init(_:))
    }
}

extension TimeSpan: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { description.databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> TimeSpan? {
        String.fromDatabaseValue(value).flatMap(TimeSpan.init(_:))
    }
}

extension TriggerTiming: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { description.databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> TriggerTiming? {
        String.fromDatabaseValue(value).flatMap(TriggerTiming.init(_:))
    }
}

extension PeriodUUID: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { Data(bytes).databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> PeriodUUID? {
        switch value.storage {
        case .blob(let data): PeriodUUID(bytes: data)
        default: nil
        }
    }
}

extension FollowUpState: DatabaseValueConvertible {}
extension FollowUpReason: DatabaseValueConvertible {}
extension TaskState: DatabaseValueConvertible {}
extension MessageState: DatabaseValueConvertible {}
extension Channel: DatabaseValueConvertible {}
extension Recipient: DatabaseValueConvertible {}
extension Backfill: DatabaseValueConvertible {}
extension Role: DatabaseValueConvertible {}
extension Expectation: DatabaseValueConvertible {}
extension PeriodEnding: DatabaseValueConvertible {}

extension Amount: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { hundredths.databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> Amount? {
        Int64.fromDatabaseValue(value).map(Amount.init(hundredths:))
    }
}
