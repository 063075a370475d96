import KlyftaModel
import KlyftaSources

/// The Swedish municipalities' own figures: indicators by municipality as Kolada publishes them, and what SKL
/// (today SKR) published from its surveys of e-services and its audits of websites.
///
/// The surveys ship. Kolada's indicators ship too, and are fetched instead where the operator says `live: true`.
package struct SKLSource: TidySource {
    package static let id = try! SourceID("skl")
    package static let summary = "Sweden: Kolada's indicators by municipality, SKL's e-service surveys and web audits"
    package static let schedule = "Mon..Fri *-*-* 08:20 Europe/Stockholm"
    package static let sample = String(decoding: PackageResources.sample_yaml, as: UTF8.self)
    package static let contents = TidyFigures.Contents(
        observed: observed, files: [.breaks, .population, .municipalities, .boundaryChanges, .published])

    /// The indicators of Kolada that the module declares itself.
    static let observed = ["N07900", "N07918", "N07920", "N90002", "N90003", "N00563", "N00587"]

    package static let options: [SourceOption] =
        [
            .figures, .indicators, .init("live", .text, help: "true: ask Kolada"),
            .init("kolada", .entries(KoladaWish.options), help: "further indicators of Kolada, or what is new of one"),
            .init("address", .text, help: "where Kolada is, if not at api.kolada.se"),
        ]

    /// Kolada asks to be named for its values and forbids being named for what others compute from them.
    package static func attribution(of indicator: IndicatorID) -> Attribution {
        KoladaWish.isID(indicator.localName)
            ? Attribution(raw: "Källa: Kolada (\(indicator.localName))", derived: "Egen beräkning med Klyfta")
            : Attribution(raw: "Källa: SKL", derived: "Egen beräkning med Klyfta på uppgifter från SKL")
    }

    package let figures: TidyFigures
    /// What is asked of Kolada; `nil` where it is not asked.
    let kolada: KoladaPlan?

    package init(figures: TidyFigures) {
        self.figures = figures
        kolada = nil
    }

    package init(_ options: SourceOptions, shipped: DataFolder) throws {
        figures = try TidyFigures(
            Self.id, options, shipped: shipped, contents: Self.contents, attribution: Self.attribution(of:))
        kolada = try Self.plan(options)
    }

    /// What ships, also where Kolada is to be asked: a command that only reads asks nobody.
    package func release() async throws -> Release { try figures.release() }
}

extension SKLSource {
    private static func plan(_ options: SourceOptions) throws(SourceFault) -> KoladaPlan? {
        let isLive = options["live"] ?? "false"
        guard isLive == "true" || isLive == "false" else {
            throw fault("live", "'\(isLive.excerpt(40))' is neither true nor false", "Write true or false.")
        }
        let entries = options.inside("kolada")
        guard isLive == "true" else {
            for key in ["kolada", "address"] where options[key] != nil || !options.inside(key).values.isEmpty {
                throw fault(key, "it says what to ask of Kolada, which is not asked", "Write live: true beside it.")
            }
            return nil
        }
        if options["figures"] != nil {
            throw fault("figures", "figures of a folder and of Kolada exclude each other", "Leave out one of the two.")
        }
        let wanted = options.values["indicators"]
        let own = observed.filter { wanted?.contains($0) ?? true } + [ExpectedIndicator.population]
        var wishes: [KoladaWish] = []
        for id in own { wishes.append(try KoladaWish(id, entries.inside(id), isOwn: true)) }
        for id in entries.entries where !own.contains(id) {
            wishes.append(try KoladaWish(id, entries.inside(id), isOwn: observed.contains(id)))
        }
        return KoladaPlan(wishes, at: try address(options))
    }

    private static func address(_ options: SourceOptions) throws(SourceFault) -> KoladaAddress {
        guard let text = options["address"] else { return KoladaAddress() }
        do {
            _ = try WebAddress(text)
        } catch {
            throw fault("address", "\(error.place) is no \(error.kind)", error.remedy)
        }
        return KoladaAddress(base: text)
    }

    private static func fault(_ key: String, _ problem: String, _ remedy: String) -> SourceFault {
        SourceFault(at: "sources.skl.\(key)", problem, remedy: remedy)
    }
}
