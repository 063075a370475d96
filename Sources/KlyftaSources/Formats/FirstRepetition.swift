extension Sequence {
    /// The first element whose name an earlier one has.
    package func firstRepetition<Name: Hashable>(of name: (Element) -> Name) -> Element? {
        var seen: Set<Name> = []
        return first { !seen.insert(name($0)).inserted }
    }
}
