import KlyftaModel

/// The words of a mapping, typed on demand, with errors that name the key.
struct MappingWords {
    let source: SourceID
    let options: SourceOptions

    subscript(path: String...) -> String? { options.values[path.joined(separator: "/")]?.first }

    func fault(_ key: String, _ problem: String, _ remedy: String) -> SourceFault {
        SourceFault(at: "sources.\(source).mapping.\(key)", problem, remedy: remedy)
    }

    func map(_ key: String) -> [String: String] { options.inside(key).values.compactMapValues(\.first) }

    func choice<Value>(_ key: String, _ choices: [String: Value]) throws(SourceFault) -> Value? {
        guard let text = self[key] else { return nil }
        guard let value = choices[text] else {
            throw fault(
                key, "'\(text.excerpt(40))' is not among the words that may stand here",
                "Choose among \(choices.keys.sorted().map { "'\($0)'" }.joined(separator: ", ")).")
        }
        return value
    }

    func value<Value>(
        _ key: String, _ parse: (String) throws(InvalidText) -> Value
    ) throws(SourceFault) -> Value? {
        guard let text = options.values[key.replacing(".", with: "/")]?.first else { return nil }
        do { return try parse(text) } catch {
            throw fault(key, "\(error.place) is no \(error.kind)", error.remedy)
        }
    }

    private func word<Word: RawRepresentable<String> & CaseIterable>(
        _ text: String?, at key: String, _: Word.Type
    ) throws(SourceFault) -> Word {
        guard let word = text.flatMap(Word.init(rawValue:)) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw fault(
                key, text.map { "'\($0.excerpt(40))' is not a word used here" } ?? "it is missing",
                "Write one of \(words).")
        }
        return word
    }

    func missing() throws(SourceFault) -> [String: Absence] {
        var missing: [String: Absence] = [:]
        for (mark, reason) in map("missing") {
            missing[mark.withoutOuterBlanks] = try word(reason, at: "missing", Absence.self)
        }
        return missing
    }

    func groups() throws(SourceFault) -> [String: PublishedGroup] {
        var groups: [String: PublishedGroup] = [:]
        let inside = options.inside("groups")
        for label in inside.entries {
            let key = "groups.\(label)"
            let kind = try word(inside[label, "kind"] ?? "size", at: "\(key).kind", PublishedGroup.Kind.self)
            groups[label] = PublishedGroup(
                kind, label, from: try value("\(key).from", Int.init(tidy:)),
                to: try value("\(key).to", Int.init(tidy:)))
        }
        return groups
    }

    func indicators() throws(SourceFault) -> [ColumnMapping.MappedIndicator] {
        var indicators: [ColumnMapping.MappedIndicator] = []
        let inside = options.inside("indicators")
        for name in inside.entries {
            let key = "indicators.\(name)"
            let id: IndicatorID
            do { id = try IndicatorID("\(source).\(name)") } catch {
                throw fault(key, "'\(name.excerpt(40))' is no name for an indicator", error.remedy)
            }
            var breaks: [SeriesBreak] = []
            for (period, reason) in inside.inside(name).inside("breaks").values.sorted(by: { $0.key < $1.key }) {
                do { breaks.append(SeriesBreak(at: try Period(period), because: reason.first ?? "")) } catch {
                    throw fault("\(key).breaks", "\(error.place) is no \(error.kind)", error.remedy)
                }
            }
            indicators.append(
                .init(
                    indicator: Indicator(
                        id: id, title: try title(of: name, inside),
                        unit: try word(inside[name, "unit"], at: "\(key).unit", Indicator.Unit.self),
                        direction: try word(
                            inside[name, "direction"], at: "\(key).direction", Indicator.Direction.self),
                        nature: try word(inside[name, "nature"], at: "\(key).nature", Indicator.Nature.self),
                        breaks: breaks, attribution: try attribution(), concept: inside[name, "concept"]),
                    column: inside[name, "column"], called: inside[name, "called"] ?? name))
        }
        guard !indicators.isEmpty else {
            throw fault("indicators", "no indicator is named", "Write indicators: { NAME: { title: …, unit: … } }.")
        }
        return indicators
    }

    private func title(of name: String, _ inside: SourceOptions) throws(SourceFault) -> LocalizedText {
        func text(_ language: Language) throws(SourceFault) -> String {
            guard let text = inside[name, "title", language.rawValue], !text.isEmpty else {
                throw fault(
                    "indicators.\(name).title", "there is no title in '\(language.rawValue)'",
                    "Write title: { sv: …, nb: …, en: … }.")
            }
            return text
        }
        return LocalizedText(sv: try text(.swedish), nb: try text(.norwegian), en: try text(.english))
    }

    private func attribution() throws(SourceFault) -> Attribution {
        guard let raw = self["attribution", "raw"], let derived = self["attribution", "derived"] else {
            throw fault(
                "attribution", "it is missing", "Write attribution: { raw: \"Source: …\", derived: \"Computed …\" }.")
        }
        return Attribution(raw: raw, derived: derived)
    }
}
