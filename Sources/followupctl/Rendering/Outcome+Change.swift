import ControlAPI

extension Outcome {
    /// What a status change did.
    init(_ change: CustomersMethods.Change, of number: String) {
        self.init(
            "Customer \(number) moved from \(change.from) to \(change.to), now at version \(change.version): "
                + "\(Amounts.counted(change.plannedFollowUps, "follow-up")) planned; cancelled "
                + "\(Amounts.counted(change.cancelledFollowUps, "follow-up")), "
                + "\(Amounts.counted(change.cancelledTasks, "task")) and "
                + "\(Amounts.counted(change.cancelledMessages, "message"))."
                + (change.recommended.isEmpty
                    ? "" : " The status recommends a \(change.recommended.joined(separator: " and a ")) with it."),
            [
                "number": .text(number), "from": .text(change.from), "to": .text(change.to),
                "cancelledFollowUps": .number(Int64(change.cancelledFollowUps)),
                "cancelledTasks": .number(Int64(change.cancelledTasks)),
                "cancelledMessages": .number(Int64(change.cancelledMessages)),
                "task": change.taskId.map { .number($0) } ?? .absent,
                "message": change.messageId.map { .number($0) } ?? .absent,
                "recommended": .list(change.recommended), "plannedFollowUps": .number(Int64(change.plannedFollowUps)),
                "version": .number(Int64(change.version)),
            ])
    }
}
