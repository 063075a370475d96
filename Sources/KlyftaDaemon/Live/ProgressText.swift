import KlyftaSources

extension FetchProgress {
    /// How far a fetch is, for people: `07459: 3 of 12 answers, 240000 cells, 1200 kB, about 40 s left`.
    package var text: String {
        let cells = cells > 0 ? ", \(cells) cells" : ""
        let rest = secondsLeft > 0 ? ", about \(secondsLeft) s left" : ""
        return "\(topic): \(answered) of \(planned) answers\(cells), \(wireBytes / 1_000) kB\(rest)"
    }
}
