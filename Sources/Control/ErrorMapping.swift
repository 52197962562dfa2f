import ControlAPI
import Engine
import Store
import Varlink

/// One switch from what can go wrong to the typed errors of the control channel.
enum ErrorMapping {
    static func varlinkError(_ error: any Error) -> VarlinkError {
        switch error {
        case let error as StoreError: return make(error)
        case let error as ControlFailure: return make(error.error, error.message, error.parameters)
        case let error as ForecastTooLong:
            return make(.invalidValue, error.description, ["field": .string("days")])
        case let error as TemplateError: return make(.invalidTemplate, error.description)
        case let error as ZoneError where error.isFaultOfMachine:
            return make(.internalFailure, error.description)
        case let error as ZoneError:
            return make(.invalidZone, error.description, ["zone": .string(String(error.zone.prefix(100)))])
        default:
            return make(
                .internalFailure, "The daemon failed: \(String(describing: error).prefix(300)); please report this.")
        }
    }

    private static func make(
        _ error: ControlError, _ message: String, _ parameters: [String: JSONValue] = [:]
    ) -> VarlinkError {
        VarlinkError(
            name: error.rawValue,
            parameters: .object(parameters.merging(["message": .string(message)]) { own, _ in own }))
    }

    private static func make(_ error: StoreError) -> VarlinkError {
        let message = error.message
        switch error.code {
        case .customerNotFound(let number): return make(.customerNotFound, message, ["number": .string(number)])
        case .statusNotFound(let code): return make(.statusNotFound, message, ["code": .string(code)])
        case .triggerNotFound(let code): return make(.triggerNotFound, message, ["code": .string(code)])
        case .templateNotFound(let code): return make(.templateNotFound, message, ["code": .string(code)])
        case .userNotFound(let code): return make(.userNotFound, message, ["code": .string(code)])
        case .branchNotFound(let code): return make(.branchNotFound, message, ["code": .string(code)])
        case .calendarNotFound(let code): return make(.calendarNotFound, message, ["code": .string(code)])
        case .followUpNotFound(let id): return make(.followUpNotFound, message, ["id": .integer(id)])
        case .taskNotFound(let id): return make(.taskNotFound, message, ["id": .integer(id)])
        case .messageNotFound(let id): return make(.messageNotFound, message, ["id": .integer(id)])
        case .jobNotFound(let code): return make(.jobNotFound, message, ["code": .string(code)])
        case .jobRunning(let code): return make(.jobRunning, message, ["code": .string(code)])
        case .importNotFound: return make(.importNotFound, message)
        case .reasonNotFound(let status, let code):
            return make(.reasonNotFound, message, ["status": .string(status), "code": .string(code)])
        case .statusInUse(let code, let customers):
            return make(.statusInUse, message, ["code": .string(code), "customers": .integer(Int64(customers))])
        case .reasonInUse(let code, let stays):
            return make(.reasonInUse, message, ["code": .string(code), "stays": .integer(Int64(stays))])
        case .searchNotFound(let code): return make(.searchNotFound, message, ["code": .string(code)])
        case .teamNotFound(let code): return make(.teamNotFound, message, ["code": .string(code)])
        case .groupNotFound(let code): return make(.groupNotFound, message, ["code": .string(code)])
        case .invalidExpression(let position, let expected):
            return make(
                .invalidExpression, message, ["position": .integer(Int64(position)), "expected": .string(expected)])
        case .workflowChanged: return make(.workflowChanged, message)
        case .notPermitted: return make(.permissionDenied, message)
        case .possibleDuplicate(let numbers):
            return make(.possibleDuplicate, message, ["numbers": .array(numbers.map { .string($0) })])
        case .codeTaken(_, let code): return make(.codeTaken, message, ["code": .string(code)])
        case .numberUnavailable(let number): return make(.numberUnavailable, message, ["number": .string(number)])
        case .changeRejected(let reasons):
            return make(.changeRejected, message, ["reasons": .array(reasons.map { .string($0) })])
        case .invalidValue(let field): return make(.invalidValue, message, ["field": .string(field)])
        case .versionConflict(let current):
            return make(.versionConflict, message, ["current": .integer(Int64(current))])
        case .wrongState(let state): return make(.wrongState, message, ["state": .string(state)])
        case .noInitialStatus: return make(.noInitialStatus, message)
        case .erasureUnfinished(let number): return make(.erasureUnfinished, message, ["number": .string(number)])
        case .storageFull: return make(.storageFull, message)
        case .alreadyRunning, .newerSchema, .corrupt, .unusableDirectory, .databaseMissing, .databaseRead, .database:
            return make(.internalFailure, error.description)
        }
    }
}
