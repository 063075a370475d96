import KlyftaModel

/// The figures of a module whose data lie in a folder of tidy files.
public struct TidyFigures: Sendable {
    private let module: SourceID
    private let folder: DataFolder
    private let contents: Contents
    private let attribution: @Sendable (IndicatorID) -> Attribution
    private let wanted: Set<String>?

    /// Which files a module's folder holds besides `indicators.csv`. A file that is named here must be there.
    public struct Contents: Sendable {
        /// Indicators with a file of observations each, under the module's own name: `N07900` in `N07900.csv`.
        public var observed: [String]
        /// Further files of the folder.
        public var files: Set<File>

        /// The files of a folder.
        public init(observed: [String] = [], files: Set<File> = []) {
            self.observed = observed
            self.files = files
        }
    }

    /// A file that not every module has.
    public enum File: String, Sendable, CaseIterable {
        /// Where definitions changed.
        case breaks = "breaks.csv"
        /// Inhabitants by municipality and day.
        case population = "population.csv"
        /// Names of municipalities.
        case municipalities = "municipalities.csv"
        /// Mergers, splits, renumberings.
        case boundaryChanges = "boundary-changes.csv"
        /// Figures published for groups.
        case published = "published.csv"
    }

    /// Figures as the options ask for them: from the shipped folder or the operator's, all indicators or some.
    /// - Parameter attribution: whom to name beside the figures of an indicator.
    /// - Throws: ``SourceFault`` if the options leave no indicator.
    public init(
        _ module: SourceID, _ options: SourceOptions, shipped: DataFolder, contents: Contents,
        attribution: @escaping @Sendable (IndicatorID) -> Attribution
    ) throws(SourceFault) {
        self.module = module
        self.folder = options[text: .figures].map(DataFolder.init) ?? shipped
        self.contents = contents
        self.attribution = attribution
        self.wanted = options[list: .indicators].map(Set.init)
        if wanted?.isEmpty == true {
            throw SourceFault(
                at: "sources.\(module).indicators", "the list is empty",
                remedy: "Name at least one indicator, or leave the key out to have all.")
        }
    }

    /// Reads everything.
    /// - Throws: ``SourceFault`` that names the file, the line and the column of the first fault.
    public func release() throws(SourceFault) -> Release {
        let indicators = try indicators()
        var observations: [Observation] = []
        for name in contents.observed where wanted?.contains(name) ?? true {
            observations += try self.observations(of: name)
        }
        return try Release(
            source: module,
            indicators: indicators,
            observations: observations,
            populations: populations(),
            names: names(),
            boundaryChanges: boundaryChanges(),
            published: published().filter { wanted?.contains($0.indicator.localName) ?? true }
        ).checked()
    }
}

extension TidyFigures {
    private func rows(
        _ file: String, _ required: [String], once key: [String] = []
    ) throws(SourceFault) -> [TidyRow] {
        let (place, bytes) = try folder.contents(of: file)
        return try TidyRow.rows(of: OfficeTable(tidy: bytes, at: place), required: required, once: key)
    }

    private func rows(_ file: File, _ required: [String], once key: [String] = []) throws(SourceFault) -> [TidyRow] {
        contents.files.contains(file) ? try rows(file.rawValue, required, once: key) : []
    }

    private func indicators() throws(SourceFault) -> [Indicator] {
        let columns = ["id", "unit", "direction", "nature", "title_en", "title_sv", "title_nb"]
        let rows = try rows("indicators.csv", columns, once: ["id"])
        let breaks = try breaks(of: Set(rows.map { $0["id"] }))
        var indicators: [Indicator] = []
        for row in rows {
            let id = try row.value("id", IndicatorID.init(_:))
            guard wanted?.contains(id.localName) ?? true else { continue }
            indicators.append(
                Indicator(
                    id: id,
                    title: LocalizedText(sv: row["title_sv"], nb: row["title_nb"], en: row["title_en"]),
                    unit: try row.word("unit", Indicator.Unit.self),
                    direction: try row.word("direction", Indicator.Direction.self),
                    nature: try row.word("nature", Indicator.Nature.self),
                    breaks: breaks[id] ?? [],
                    attribution: attribution(id), concept: row["concept"].isEmpty ? nil : row["concept"]))
        }
        if let stranger = wanted?.subtracting(indicators.map(\.id.localName)).min() {
            let names = rows.map { $0["id"].drop { $0 != "." }.dropFirst() }.sorted().joined(separator: ", ")
            throw SourceFault(
                at: "sources.\(module).indicators", "the module has no indicator '\(stranger)'",
                remedy: "Choose among \(names).")
        }
        return indicators
    }

    private func breaks(of declared: Set<String>) throws(SourceFault) -> [IndicatorID: [SeriesBreak]] {
        var breaks: [IndicatorID: [SeriesBreak]] = [:]
        for row in try rows(.breaks, ["indicator", "period", "reason"]) {
            // A break that nobody sees would let periods be compared that cannot be.
            guard declared.contains(row["indicator"]) else {
                throw row.fault(
                    "indicator", "'\(row["indicator"])' is not in indicators.csv",
                    "Correct the name, or declare it there.")
            }
            breaks[try row.value("indicator", IndicatorID.init(_:)), default: []].append(
                SeriesBreak(at: try row.value("period", Period.init(_:)), because: row["reason"]))
        }
        return breaks
    }

    private func observations(of name: String) throws(SourceFault) -> [Observation] {
        let columns = ["municipality", "period", "value", "absence"]
        let rows = try rows("\(name).csv", columns, once: ["municipality", "period"])
        guard !rows.isEmpty else { throw OfficeText.empty("\(folder.path)/\(name).csv") }
        let indicator: IndicatorID
        do { indicator = try IndicatorID("\(module).\(name)") } catch {
            throw SourceFault(at: "\(name).csv", error.problem, remedy: error.remedy)
        }
        var observations: [Observation] = []
        observations.reserveCapacity(rows.count)
        for row in rows {
            let outcome = try outcome(of: row)
            observations.append(
                Observation(
                    indicator, try row.value("municipality", Municipality.init(_:)),
                    try row.value("period", Period.init(_:)), outcome))
        }
        return observations
    }

    private func outcome(of row: TidyRow) throws(SourceFault) -> Outcome {
        switch (row["value"].isEmpty, row["absence"].isEmpty) {
        case (false, true): return .value(try row.value("value", Double.init(tidy:)))
        case (true, false): return .absent(try row.word("absence", Absence.self))
        case (true, true):
            throw row.fault("value", "neither a value nor a reason why there is none", "Fill 'value' or 'absence'.")
        case (false, false):
            throw row.fault("absence", "both a value and a reason why there is none", "Empty one of the two.")
        }
    }

    private func populations() throws(SourceFault) -> [Population] {
        var populations: [Population] = []
        for row in try rows(.population, ["municipality", "day", "population"], once: ["municipality", "day"]) {
            populations.append(
                Population(
                    try row.value("municipality", Municipality.init(_:)),
                    on: try row.value("day", CalendarDay.init(_:)),
                    try row.value("population", Int.init(tidy:))))
        }
        return populations
    }

    private func names() throws(SourceFault) -> [MunicipalityName] {
        var names: [MunicipalityName] = []
        for row in try rows(.municipalities, ["municipality", "name", "from", "to"]) {
            names.append(
                MunicipalityName(
                    try row.value("municipality", Municipality.init(_:)), row["name"],
                    from: try row.optional("from", CalendarDay.init(_:)),
                    to: try row.optional("to", CalendarDay.init(_:))))
        }
        return names
    }

    private func boundaryChanges() throws(SourceFault) -> [BoundaryChange] {
        var changes: [BoundaryChange] = []
        for row in try rows(.boundaryChanges, ["day", "from", "to", "from_name", "to_name"]) {
            changes.append(
                BoundaryChange(
                    on: try row.value("day", CalendarDay.init(_:)),
                    from: try row.value("from", Municipality.init(_:)), named: row["from_name"],
                    to: try row.value("to", Municipality.init(_:)), named: row["to_name"]))
        }
        return changes
    }

    private func published() throws(SourceFault) -> [PublishedFigure] {
        let columns = [
            "id", "indicator", "period", "kind", "group", "from", "to", "value", "words", "n", "of", "denominator",
            "source",
        ]
        var figures: [PublishedFigure] = []
        for row in try rows(.published, columns, once: ["id"]) {
            figures.append(try published(row))
        }
        return figures
    }

    private func published(_ row: TidyRow) throws(SourceFault) -> PublishedFigure {
        PublishedFigure(
            id: row["id"],
            indicator: try row.value("indicator", IndicatorID.init(_:)),
            period: try row.value("period", Period.init(_:)),
            group: PublishedGroup(
                try row.word("kind", PublishedGroup.Kind.self), row["group"],
                from: try row.optional("from", Int.init(tidy:)), to: try row.optional("to", Int.init(tidy:))),
            value: try row.optional("value", Double.init(tidy:)),
            words: row["words"],
            n: try row.optional("n", Int.init(tidy:)),
            of: try row.optional("of", Int.init(tidy:)),
            denominator: row["denominator"],
            weight: row["weight"].isEmpty ? .municipality : try row.word("weight", Weight.self),
            source: row["source"])
    }
}
