/// A part of a long list: a page has room for so much.
struct Sheet<Element> {
    /// What stands on it, of all.
    let items: ArraySlice<Element>
    /// Its number, from 1, and how many there are.
    let number: Int
    let count: Int

    /// - Returns: `nil` where there is no such sheet; a list of nothing has the first one.
    init?(_ number: Int, of all: [Element], each size: Int) {
        count = Self.count(of: all.count, each: size)
        guard (1...count).contains(number) else { return nil }
        self.number = number
        items = all[min(all.count, (number - 1) * size)..<min(all.count, number * size)]
    }

    /// How many sheets so many need.
    static func count(of all: Int, each size: Int) -> Int { max(1, (all + size - 1) / size) }
}

extension Site {
    /// How many rules, comparisons or alerts a page has room for; with the longest titles it stays below 80 kB.
    static let rowsAPage = 80
    /// How many gaps of one indicator a page has room for, each with its charts and tables.
    static let linesAPage = 3
    /// How many figures of an office.
    static let figuresAPage = 100

    /// The way to the sheets before and behind, where there are any.
    func turner(_ number: Int, of count: Int, _ path: (Int) -> PagePath) -> Markup {
        guard count > 1 else { return .nothing }
        let ways = [
            (number - 1, pick("Föregående", "Forrige", "Previous")), (number + 1, pick("Nästa", "Neste", "Next")),
        ].filter { (1...count).contains($0.0) }
        let content =
            [
                Markup(
                    pick(
                        "Sida \(number) av \(count)", "Side \(number) av \(count)", "Page \(number) of \(count)"))
            ] + ways.flatMap { [Markup(" · "), link(path($0), $1)] }
        // In a report there are several: a landmark would have to have a name of its own.
        return isReport
            ? .element("p", ["class": "turner"], content)
            : .element(
                "nav", ["class": "turner", "aria-label": pick("Fler sidor", "Flere sider", "More pages")], content)
    }
}
