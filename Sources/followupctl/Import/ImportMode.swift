import ArgumentParser

/// How rows go in; the raw values are the wire's.
enum ImportMode: String, CaseIterable, EnumerableFlag {
    /// Bad rows are reported, the others go in.
    case each
    case atomic
    case dryRun = "dry_run"

    static func name(for value: ImportMode) -> NameSpecification {
        switch value {
        case .each: .customLong("each")
        case .atomic: .customLong("atomic")
        case .dryRun: .customLong("dry-run")
        }
    }

    static func help(for value: ImportMode) -> ArgumentHelp? {
        switch value {
        case .each: "Report bad rows and take the others (the default)."
        case .atomic: "Take all rows, or none if one of them is bad."
        case .dryRun: "Take none, and tell what would happen."
        }
    }
}

/// What happens to follow-ups that lie in the past.
enum BackfillChoice: String, CaseIterable, ExpressibleByArgument {
    case staff, all, future, none
}
