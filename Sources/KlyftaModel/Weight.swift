/// What counts once in a mean or a share. The two answer different questions and are never mixed in one series.
public enum Weight: String, Hashable, Sendable, CaseIterable {
    /// Each municipality counts once: how do municipalities fare?
    case municipality
    /// Each inhabitant counts once: how do people fare?
    case inhabitant
}
