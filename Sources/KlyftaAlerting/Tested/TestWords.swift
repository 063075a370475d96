import KlyftaDivide
import KlyftaModel
import RealModule

/// A tested change in words: what happened for everybody, and the facts for those who judge it.
struct TestWords {
    private let comparison: WaveComparison
    private let outcome: TestOutcome
    private let words: Wording
    private let numbers: MeasureWords

    init(_ tested: TestedChange, _ words: Wording) {
        comparison = tested.comparison
        outcome = tested.outcome
        self.words = words
        numbers = MeasureWords(tested.comparison.test.measure, tested.comparison.indicator, words)
    }

    /// What the gap did, how sure that is, and whom it rests on.
    var movement: String {
        let verb =
            if comparison.before * comparison.after < 0 {
                words.pick(
                    "bytte tecken, en förändring på", "skiftet fortegn, en endring på", "changed sign, a move of")
            } else if comparison.change < 0 {
                words.pick("minskade med", "minket med", "narrowed by")
            } else {
                words.pick("ökade med", "økte med", "widened by")
            }
        let (from, to) = (words.pick("från", "fra", "from"), words.pick("till", "til", "to"))
        let amount = comparison.change < 0 ? shrinkage : numbers.change(comparison.change)
        return """
            \(verb) \(amount) \(from) \(comparison.then) \(to) \(comparison.now)\(assurance), \
            \(from) \(numbers.level(comparison.before)) \(to) \(numbers.level(comparison.after)) \
            (\(words.pick("gräns", "grense", "threshold")) \(numbers.change(comparison.threshold))); \
            \(turnout)\(doubt)
            """
    }

    /// A change below zero, said as a narrowing; of a ratio it is the share that is gone.
    private var shrinkage: String {
        comparison.test.measure.isRatio
            ? "\(words.number((1 - .exp(comparison.change)) * 100)) %" : numbers.change(-comparison.change)
    }

    /// How much of a growth is sure. A bound below zero says nothing that the doubt does not say, and one of a narrowing
    /// would read as a growth; both are among the facts.
    private var assurance: String {
        guard !comparison.isFact, isSureToGrow else { return "" }
        let (bound, sure) = (numbers.change(comparison.lower), words.percent(comparison.widening.confidence))
        return words.pick(
            ", minst \(bound) med \(sure) säkerhet", ", minst \(bound) med \(sure) sikkerhet",
            ", at least \(bound) with \(sure) confidence")
    }

    private var isSureToGrow: Bool { comparison.lower > 0 && comparison.before * comparison.after >= 0 }

    private var turnout: String {
        let units = comparison.turnouts.reduce(0) { $0 + $1.units }
        let (now, both) = comparison.turnouts.reduce((0, 0)) { ($0.0 + $1.now, $0.1 + $1.both) }
        return comparison.estimator == .panel
            ? words.pick(
                "\(both) av \(units) svarade båda gångerna", "\(both) av \(units) svarte begge ganger",
                "\(both) of \(units) answered both times")
            : words.pick(
                "\(now) av \(units) svarade", "\(now) av \(units) svarte", "\(now) of \(units) answered")
    }

    /// What stands against it.
    private var doubt: String {
        switch outcome.state {
        case .quiet, .alert: ""
        case .watch where isSureToGrow:
            words.pick(
                "; att det är mer än gränsen kan vara slump", "; at det er mer enn grensen, kan være tilfeldig",
                "; that it is more than the threshold may be chance")
        case .watch: words.pick("; det kan vara slump", "; det kan være tilfeldig", "; it may be chance")
        case .signal:
            words.pick(
                "; det står sig inte bland alla prövningar av utgåvan",
                "; det står seg ikke blant alle prøvinger av utgaven",
                "; it does not stand among all tests of the release")
        case .disputed:
            words.pick(
                "; den andra skattningen säger motsatsen", "; det andre anslaget sier det motsatte",
                "; the other estimate says the opposite")
        }
    }
}

extension TestWords {
    /// Every number one needs to judge the test, in the order in which one asks.
    var facts: [Letter.Fact] {
        [
            words.fact(("utfall", "utfall", "outcome"), state),
            words.fact(("mått", "mål", "measure"), measured),
            words.fact(("prövning", "prøving", "test"), chance),
            words.fact(("svar då/nu/båda", "svar da/nå/begge", "answers then/now/both"), answers),
            words.fact(("andra som svarade", "andre som svarte", "others answered"), composition),
            words.fact(("minsta som märks", "minste som merkes", "least found"), detectable),
            words.fact(("slutledning", "slutning", "inference"), inference),
            words.fact(("klassbas", "klassebasis", "class basis"), basis),
            words.fact(("motsatt mått", "motsatt mål", "opposite measure"), opposite),
            words.fact(("periodens klasser", "periodens klasser", "classes of the period"), current),
        ]
            + (comparison.volatility.map {
                [words.fact(("vanlig rörelse", "vanlig bevegelse", "usual move"), numbers.change($0))]
            } ?? [])
            + [words.fact(("data", "data", "data"), data)]
    }

    private var state: String {
        switch outcome.state {
        case .quiet: words.pick("lugnt", "rolig", "quiet")
        case .watch: words.pick("bevakas", "følges", "watch")
        case .signal: words.pick("signal", "signal", "signal")
        case .alert: words.pick("larm", "varsel", "alert")
        case .disputed: words.pick("omstritt", "omstridt", "disputed")
        }
    }

    private var measured: String {
        "\(comparison.test.measure), \(numbers.growth), \(words.weight(comparison.weight))"
    }

    private var chance: String {
        let limit = "X \(numbers.change(comparison.threshold)), C \(words.percent(comparison.widening.confidence))"
        guard let adjusted = outcome.adjusted else {
            let fact = words.pick(
                "alla svarade, ingen slump", "alle svarte, ingen tilfeldighet", "all answered, no chance in it")
            return "\(limit), \(fact)"
        }
        let among = words.pick(
            "justerat \(words.probability(adjusted)) bland \(outcome.familySize) prövningar",
            "justert \(words.probability(adjusted)) blant \(outcome.familySize) prøvinger",
            "adjusted \(words.probability(adjusted)) among \(outcome.familySize) tests")
        let bound = words.pick("undre gräns", "nedre grense", "lower bound") + " " + numbers.change(comparison.lower)
        return
            "\(limit), \(bound), p \(words.probability(outcome.p)), \(among), q \(words.number(outcome.falseDiscovery))"
    }

    private var answers: String {
        comparison.turnouts.map { turnout in
            let of = words.pick("av", "av", "of")
            return "\(turnout.sizeClass): \(turnout.then)/\(turnout.now)/\(turnout.both) \(of) \(turnout.units)"
        }.joined(separator: ", ")
    }

    private var composition: String { comparison.composition.map(numbers.change) ?? "-" }

    private var detectable: String {
        let often = words.pick("fyra gånger av fem", "fire av fem ganger", "four times in five")
        return comparison.isFact
            ? numbers.change(comparison.threshold) : "\(numbers.change(comparison.minimumDetectable)), \(often)"
    }

    private var inference: String {
        switch comparison.test.inference {
        case .finite:
            words.pick("kommunerna som finns", "kommunene som finnes", "finite: the municipalities there are")
        case .superpopulation:
            words.pick(
                "processen bakom siffrorna", "prosessen bak tallene", "superpopulation: the process behind the figures")
        }
    }

    private var basis: String {
        let redrawn = comparison.redrawn.map(\.description).joined(separator: " ")
        let left = words.pick("utelämnade", "utelatt", "left out")
        return words.membership(comparison.basis)
            + (comparison.redrawn.isEmpty ? "" : ", \(left) (\(comparison.redrawn.count)): \(redrawn)")
    }

    private var opposite: String {
        let isRatio = !comparison.test.measure.isRelative
        let name = isRatio ? "r" : "d"
        let kind = MeasureWords(.group(isRatio ? .r : .d), comparison.indicator, words)
        func text(_ measured: Measured) -> String { measured.value.map(kind.level) ?? "-" }
        return "\(name) \(text(comparison.opposite.then)) → \(text(comparison.opposite.now))"
    }

    private var current: String {
        func text(_ measured: Measured) -> String { measured.value.map(words.number) ?? "-" }
        return "d \(text(comparison.currentClasses.then)) → \(text(comparison.currentClasses.now))"
    }

    private var data: String {
        let revised = words.pick(
            "prövat tidigare på andra siffror", "prøvd før på andre tall", "tested before on other figures")
        return comparison.content + (outcome.revises == nil ? "" : " (\(revised))")
    }
}
