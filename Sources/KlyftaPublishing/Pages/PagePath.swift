import KlyftaModel

/// What can be looked at, and its path below the language: `/sv/indicator/skl.N07900`.
package enum PagePath: Hashable, Sendable {
    case situation
    case gaps
    case indicator(String)
    case municipalities
    case municipality(String)
    case alerts
    case alert(String)
    case method
    case about

    /// Reads what stands behind the language, as `indicator/skl.N07900`.
    /// - Returns: `nil` for what is no path of ours; whether there is such an indicator, the edition knows.
    package init?(_ text: String) {
        let parts = text.split(separator: "/").map(String.init)
        switch (parts.first, parts.count) {
        case (nil, _): self = .situation
        case ("gaps", 1): self = .gaps
        case ("municipalities", 1): self = .municipalities
        case ("alerts", 1): self = .alerts
        case ("method", 1): self = .method
        case ("about", 1): self = .about
        case ("indicator", 2): self = .indicator(parts[1])
        case ("municipality", 2): self = .municipality(parts[1])
        case ("alert", 2): self = .alert(parts[1])
        default: return nil
        }
    }

    /// The path behind the language; empty for the first page.
    package var text: String {
        switch self {
        case .situation: ""
        case .gaps: "gaps"
        case .indicator(let id): "indicator/\(id)"
        case .municipalities: "municipalities"
        case .municipality(let code): "municipality/\(code)"
        case .alerts: "alerts"
        case .alert(let id): "alert/\(id)"
        case .method: "method"
        case .about: "about"
        }
    }
}
