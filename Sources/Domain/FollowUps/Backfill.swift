/// What happens to follow-ups that lie in the past when a period is entered with a past date, or a trigger is new (DESIGN 2.3).
public enum Backfill: String, CaseIterable, Sendable {
    /// Tasks and messages to staff fire, marked late; messages to customers are skipped. The default of an import.
    case staff
    /// Everything fires, marked late.
    case all
    /// What is past is skipped; what is to come is planned.
    case future
    /// Nothing is planned, past or to come.
    case none

    func withholds(_ action: TriggerAction, isPast: Bool) -> Bool {
        switch self {
        case .staff: isPast && !action.isForStaff
        case .all: false
        case .future: isPast
        case .none: true
        }
    }
}
