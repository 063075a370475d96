import KlyftaDivide
import KlyftaModel

/// Why a gap moved, in the words of one language and with the names of those who did it.
package struct ChangeExplanation {
    private let decomposition: GapDecomposition
    private let names: [Municipality: String]
    private let borders: [BorderCase]
    private let words: Wording

    /// How many municipalities are named for each cause.
    private static let named = 3

    /// - Parameters:
    ///   - names: what municipalities are called; one without a name is told by its code.
    ///   - borders: who lies at a limit of the classes in the later period; of those who moved class it is said.
    package init(
        of decomposition: GapDecomposition, names: [Municipality: String], borders: [BorderCase] = [],
        in language: Language
    ) {
        self.decomposition = decomposition
        self.names = names
        let moved = Set(decomposition[.classes].influences.map(\.municipality))
        self.borders = borders.filter { moved.contains($0.municipality) }
        words = Wording(language: language)
    }

    /// One cause: its name, how far it moved the gap, and who had the largest part in it.
    package struct Row: Hashable, Sendable {
        /// What the cause is called.
        package let name: String
        /// In the unit of the gap.
        package let amount: Double
        /// The amount with its sign and the decimal sign of the language.
        package let text: String
        /// Those with the largest part, each with its amount; empty if nobody had one.
        package let who: String
    }

    /// A row for each cause that moved the gap, the largest first, and the change itself at the end.
    package var rows: [Row] {
        let causes = decomposition.moving.map { part in
            Row(
                name: part.cause.name[words.language], amount: part.amount, text: words.change(part.amount),
                who: who(in: part))
        }
        let change = decomposition.change
        let name = words.pick("hela förändringen", "hele endringen", "the whole change")
        return causes + [Row(name: name, amount: change, text: words.change(change), who: "")]
    }

    /// All of it in a few sentences.
    package var sentence: String {
        let told = decomposition.isRevision ? [revision, revisers] : [whole, parts] + notes
        return told.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// What the office made of one period.
    private var revision: String {
        let (first, later) = (decomposition.first, decomposition.later)
        let (groups, period) = (words.groups(of: later), later.period.description)
        let (before, after) = (number(first), number(later))
        return words.pick(
            "För \(period) var klyftan mellan \(groups) \(before) före revideringen och är \(after) efter den, "
                + "en ändring med \(amount).",
            "For \(period) var gapet mellom \(groups) \(before) før revisjonen og er \(after) etter den, "
                + "en endring på \(amount).",
            "For \(period) the gap between \(groups) was \(before) before the revision and is \(after) after it, "
                + "a move of \(amount).")
    }

    /// Whose figures the office revised, those with the largest part in it.
    private var revisers: String {
        let who = who(in: decomposition[.revision])
        guard !who.isEmpty else { return "" }
        return words.pick("De största delarna:", "De største delene:", "The largest parts:") + " \(who)."
    }

    private var amount: String {
        let unit = words.difference(in: decomposition.later.indicator.unit)
        return words.change(decomposition.change) + (unit.isEmpty ? "" : " \(unit)")
    }

    private var whole: String {
        let (first, later) = (decomposition.first, decomposition.later)
        let groups = words.groups(of: later)
        let (then, now) = (first.period.description, later.period.description)
        let (before, after) = (number(first) + revised, number(later))
        return words.pick(
            "Klyftan mellan \(groups) i \(later.indicator.id) ändrades från \(then) till \(now) med \(amount), från "
                + "\(before) till \(after).",
            "Gapet mellom \(groups) i \(later.indicator.id) endret seg fra \(then) til \(now) med \(amount), fra "
                + "\(before) til \(after).",
            "The gap between \(groups) in \(later.indicator.id) moved from \(then) to \(now) by \(amount), from "
                + "\(before) to \(after).")
    }

    /// What the earlier gap is as known now, where it was another one when it was first known.
    private var revised: String {
        let (first, earlier) = (decomposition.first, decomposition.earlier)
        guard first.difference != earlier.difference else { return "" }
        let now = number(earlier)
        return words.pick(
            " som det först var känt (\(now) efter revidering)", " slik det først var kjent (\(now) etter revisjon)",
            " as it was first known (\(now) as revised)")
    }

    private var parts: String {
        let moving = decomposition.moving
        guard !moving.isEmpty else { return "" }
        let clauses = moving.map { part in
            let who = who(in: part)
            return "\(words.change(part.amount)) \(part.cause.clause[words.language])\(together(part))"
                + (who.isEmpty ? "" : " (\(who))")
        }
        return words.pick("Av detta:", "Av dette:", "Of this:") + " " + clauses.joined(separator: "; ") + "."
    }

    private func together(_ part: GapDecomposition.Part) -> String {
        guard !part.including.isEmpty else { return "" }
        let others = part.including.map { $0.name[words.language] }.joined(separator: ", ")
        return words.pick(
            ", vilket inte går att skilja från \(others)", ", som ikke kan skilles fra \(others)",
            ", which cannot be told apart from \(others)")
    }

    private func who(in part: GapDecomposition.Part) -> String {
        // Nobody is named for what is printed as nothing.
        part.influences.prefix(Self.named).filter { $0.amount.fixed(2) != "0.00" }.map { influence in
            "\(name(of: influence.municipality)) \(words.change(influence.amount))"
        }.joined(separator: ", ")
    }

    private func name(of municipality: Municipality) -> String {
        names[municipality] ?? municipality.description
    }

    private func number(_ gap: Gap) -> String { gap.difference.value.map(words.number) ?? "-" }

    /// What a reader must know besides.
    private var notes: [String] {
        var notes: [String] = []
        if let seriesBreak = decomposition.seriesBreak {
            notes.append(
                words.pick(
                    "Definitionen ändrades \(seriesBreak.period); den verkliga förändringen innehåller även det.",
                    "Definisjonen ble endret i \(seriesBreak.period); den virkelige endringen inneholder også det.",
                    "The definition changed in \(seriesBreak.period); the real change holds that too."))
        }
        if !decomposition.redrawn.isEmpty {
            let left = decomposition.redrawn.map { name(of: $0) }.joined(separator: ", ")
            notes.append(
                words.pick(
                    "Utan motsvarighet, eftersom gränser flyttades: \(left).",
                    "Uten motpart, fordi grenser ble flyttet: \(left).",
                    "Without a counterpart, because borders moved: \(left)."))
        }
        if !borders.isEmpty {
            let cases = borders.map(describe).joined(separator: "; ")
            notes.append(
                words.pick(
                    "Vid en klassgräns: \(cases).", "Ved en klassegrense: \(cases).",
                    "At a limit of the classes: \(cases)."))
        }
        return notes
    }

    private func describe(_ found: BorderCase) -> String {
        let (name, limit) = (name(of: found.municipality), found.limit)
        let crossings = found.crossings.map(\.description).joined(separator: ", ")
        return words.pick(
            "\(name), \(found.inhabitants) invånare, över eller under \(limit) år \(crossings)",
            "\(name), \(found.inhabitants) innbyggere, over eller under \(limit) i \(crossings)",
            "\(name), \(found.inhabitants) inhabitants, over or under \(limit) in \(crossings)")
    }
}
