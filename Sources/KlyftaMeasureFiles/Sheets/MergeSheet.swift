import KlyftaDivide

/// Two waves whose municipalities changed in between: the figures of both by what they have in common, and those of the
/// first carried to the units of the second.
struct MergeSheet: Sheet {
    let old: [String: Figures]
    let new: [String: Figures]
    let links: [Link]

    /// What is known of one municipality in one wave.
    struct Figures: Decodable {
        let pop: Double?
        let count: Double?
        let percent: Double?
        let anyService: Flag?
        let ordinal: Double?

        enum CodingKeys: String, CodingKey {
            case pop, count, percent, ordinal
            case anyService = "any_service"
        }
    }

    /// Which (part of a) municipality became which; the share is that of the old one's inhabitants.
    struct Link: Decodable {
        let predecessor: String
        let successor: String
        let share: Double?

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            predecessor = try list.decode(String.self)
            successor = try list.decode(String.self)
            share = list.isAtEnd ? nil : try list.decode(Double?.self)
        }

        init(_ predecessor: String, _ successor: String, share: Double?) {
            (self.predecessor, self.successor, self.share) = (predecessor, successor, share)
        }
    }

    func answers() throws(SheetFlaw) -> SheetAnswers {
        try check()
        let geography = CommonGeography(
            from: Set(old.keys), to: Set(new.keys), links: links.map { ($0.predecessor, $0.successor) })
        return SheetAnswers([
            "coarsest_common_units": .list(geography.units.map(answer)),
            "wave1_carried_to_new_units": .fields(carried()),
        ])
    }

    private func check() throws(SheetFlaw) {
        for (wave, units) in [("old", old), ("new", new)] {
            for (code, figures) in units.sorted(by: { $0.key < $1.key }) {
                let numbers = [("pop", figures.pop), ("count", figures.count), ("percent", figures.percent)]
                for (key, number) in numbers { try Columns.expectFinite(number, "\(wave).\(code).\(key)") }
                if let pop = figures.pop, pop < 0 {
                    throw SheetFlaw("input.\(wave).\(code).pop", "below zero", remedy: "Write how many live there.")
                }
            }
        }
        var shares: [String: Double] = [:]
        for (place, link) in links.enumerated() {
            let path = "input.links[\(place)]"
            guard old[link.predecessor] != nil else { throw Self.unknown(link.predecessor, "old", path) }
            guard new[link.successor] != nil else { throw Self.unknown(link.successor, "new", path) }
            shares[link.predecessor, default: 0] += link.share ?? 0
            guard 0...1 ~= link.share ?? 0, shares[link.predecessor] ?? 0 <= 1 + 1e-6 else {
                throw SheetFlaw(
                    path, "the shares of \(link.predecessor) do not add up",
                    remedy: "Write shares from 0 to 1 whose sum is at most 1.")
            }
        }
    }

    private static func unknown(_ code: String, _ wave: String, _ path: String) -> SheetFlaw {
        SheetFlaw(path, "'\(code.prefix(40))' is not in input.\(wave)", remedy: "Correct the code, or add its figures.")
    }
}

extension MergeSheet {
    private func answer(_ unit: CommonGeography<String>.Unit) -> WrittenAnswer {
        var fields: [String: WrittenAnswer] = [
            "old_ids": .list(unit.predecessors.map(WrittenAnswer.text)), "kind": .text(unit.kind.rawValue),
            "new_ids": .list(unit.successors.map(WrittenAnswer.text)),
        ]
        if !unit.predecessors.isEmpty { fields["wave1"] = Self.joined(unit.predecessors.compactMap { old[$0] }) }
        if !unit.successors.isEmpty { fields["wave2"] = Self.joined(unit.successors.compactMap { new[$0] }) }
        return .fields(fields)
    }

    private static func joined(_ parts: [Figures]) -> WrittenAnswer {
        let any = parts.map { part in
            part.anyService.map { $0.isSet ? 1 : 0 } ?? part.count
        }
        let columns: [(key: String, rule: Aggregation, values: [Double?])] = [
            ("pop", .sum, parts.map(\.pop)), ("count", .sum, parts.map(\.count)),
            ("percent", .meanByPopulation, parts.map(\.percent)), ("any_service", .any, any),
            ("ordinal", .none, parts.map(\.ordinal)),
        ]
        var fields: [String: WrittenAnswer] = [:]
        for (key, rule, values) in columns where values.contains(where: { $0 != nil }) {
            let rows = zip(values, parts).map { Aggregation.Part($0, population: $1.pop) }
            fields[key] = Self.answer(rule(rows), asFlag: rule == .any)
        }
        return .fields(fields)
    }

    private static func answer(_ measured: Measured, asFlag: Bool = false) -> WrittenAnswer {
        switch measured {
        case .defined(let value): asFlag ? .flag(value > 0) : .number(value)
        case .undefined(let reason): .undefined(reason)
        }
    }

    /// The first wave by the codes of the second, along the shares.
    private func carried() -> [String: WrittenAnswer] {
        let told = Set(links.map(\.predecessor))
        let staying = old.keys.filter { !told.contains($0) && new[$0] != nil }
        let all = links + staying.map { Link($0, $0, share: 1) }
        let heirs = Dictionary(grouping: all, by: \.predecessor).mapValues(\.count)
        return Dictionary(grouping: all, by: \.successor).mapValues { links in
            let parts = links.compactMap { link in
                (link.share ?? (heirs[link.predecessor] == 1 ? 1 : nil)).flatMap { share in
                    old[link.predecessor].map { (share: share, figures: $0) }
                }
            }
            guard parts.count == links.count else { return .undefined("a share is not known") }
            func joined(_ rule: Aggregation, _ value: (Figures) -> Double?) -> WrittenAnswer? {
                guard parts.contains(where: { value($0.figures) != nil }) else { return nil }
                let rows = parts.map { share, figures in
                    rule.share(share, of: .init(value(figures), population: figures.pop))
                }
                return Self.answer(rule(rows))
            }
            let fields = [
                "pop": joined(.sum, \.pop), "count": joined(.sum, \.count),
                "percent": joined(.meanByPopulation, \.percent),
            ]
            return .fields(fields.compactMapValues { $0 })
        }
    }
}
