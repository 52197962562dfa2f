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

extension TriggerForm: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let texts = Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) })
        // Texts by texts can always be written.
        return (try? encoder.encode(texts)).map { String(decoding: $0, as: UTF8.self) }.databaseValue
    }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> TriggerForm? {
        guard let json = String.fromDatabaseValue(value),
            let texts = try? JSONDecoder().decode([String: String].self, from: Data(json.utf8))
        else { return nil }
        return TriggerForm(
            Dictionary(
                uniqueKeysWithValues: texts.compactMap { name, text in Field(rawValue: name).map { ($0, text) } }))
    }
}

extension QuietHours: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { description.databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> QuietHours? {
        String.fromDatabaseValue(value).flatMap(QuietHours.init(_:))
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
extension FollowUpSubject: DatabaseValueConvertible {}
extension TaskType: DatabaseValueConvertible {}
extension CallResult: DatabaseValueConvertible {}
extension TemplateSpecification.Purpose: DatabaseValueConvertible {}
extension MessageRecipient.Kind: DatabaseValueConvertible {}
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
