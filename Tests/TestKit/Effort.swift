import Glibc

/// What a run of the tests takes upon itself.
public enum Effort {
    /// Many more seeds and rounds: FOLLOWUPD_LONG_TESTS=1.
    public static let isLong = getenv("FOLLOWUPD_LONG_TESTS") != nil
    /// Nothing is skipped: what cannot run here fails (CI=true).
    public static let isComplete = getenv("CI") != nil
    /// Whether tests run that only root can: as root, or to fail.
    public static let includesRoots = geteuid() == 0 || isComplete
}
