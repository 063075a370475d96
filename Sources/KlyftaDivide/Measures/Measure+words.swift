import KlyftaModel

extension Measure {
    /// What people call it.
    package var name: LocalizedText {
        switch self {
        case .group(let measure): measure.name
        case .micro(let measure, let weight): measure.name.followed(by: Self.base(weight))
        }
    }

    /// What a number of it says, in one line.
    package var meaning: LocalizedText {
        switch self {
        case .group(let measure): measure.meaning
        case .micro(let measure, _): measure.meaning
        }
    }

    /// What counts once, in two words.
    private static func base(_ weight: Weight) -> LocalizedText {
        switch weight {
        case .municipality: LocalizedText(sv: "per kommun", nb: "per kommune", en: "per municipality")
        case .inhabitant: LocalizedText(sv: "per invånare", nb: "per innbygger", en: "per inhabitant")
        }
    }
}

extension LocalizedText {
    fileprivate func followed(by other: LocalizedText) -> LocalizedText {
        LocalizedText(sv: "\(sv), \(other.sv)", nb: "\(nb), \(other.nb)", en: "\(en), \(other.en)")
    }
}
