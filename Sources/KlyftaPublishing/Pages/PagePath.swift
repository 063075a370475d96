import KlyftaModel

/// What can be looked at, and its path below the language: `/sv/indicator/skl.N07900`.
///
/// What may be long has sheets, numbered from 1: the second of the gaps is `gaps/2`.
package enum PagePath: Hashable, Sendable {
    case situation
    case rules(sheet: Int = 1)
    case gaps(sheet: Int = 1)
    case indicator(String, sheet: Int = 1)
    case municipalities
    case municipality(String)
    case alerts(sheet: Int = 1)
    case alert(String)
    case method
    case about

    /// Reads what stands behind the language, as `indicator/skl.N07900`.
    /// - Returns: `nil` for what is no path of ours; whether there is such an indicator or sheet, the edition knows.
    package init?(_ text: String) {
        var parts = text.split(separator: "/").map(String.init)
        let sheet = Self.sheet(&parts)
        switch (parts.first, parts.count, sheet) {
        case (nil, _, 1): self = .situation
        case ("rules", 1, _): self = .rules(sheet: sheet)
        case ("gaps", 1, _): self = .gaps(sheet: sheet)
        case ("municipalities", 1, 1): self = .municipalities
        case ("alerts", 1, _): self = .alerts(sheet: sheet)
        case ("method", 1, 1): self = .method
        case ("about", 1, 1): self = .about
        case ("indicator", 2, _): self = .indicator(parts[1], sheet: sheet)
        case ("municipality", 2, 1): self = .municipality(parts[1])
        case ("alert", 2, 1): self = .alert(parts[1])
        default: return nil
        }
    }

    /// The number of a sheet as it is written: the first never is.
    static func sheet(_ text: some StringProtocol) -> Int? {
        Int(text).flatMap { $0 > 1 && "\($0)" == text ? $0 : nil }
    }

    /// Takes the number of a sheet from the end of a path; 1, where there is none.
    private static func sheet(_ parts: inout [String]) -> Int {
        let isNamed = ["indicator", "municipality", "alert"].contains(parts.first)
        guard parts.count > (isNamed ? 2 : 1), let sheet = parts.last.flatMap({ sheet($0) }) else { return 1 }
        parts.removeLast()
        return sheet
    }

    /// The path behind the language; empty for the first page.
    package var text: String {
        switch self {
        case .situation: ""
        case .rules(let sheet): "rules\(Self.ending(sheet))"
        case .gaps(let sheet): "gaps\(Self.ending(sheet))"
        case .indicator(let id, let sheet): "indicator/\(id)\(Self.ending(sheet))"
        case .municipalities: "municipalities"
        case .municipality(let code): "municipality/\(code)"
        case .alerts(let sheet): "alerts\(Self.ending(sheet))"
        case .alert(let id): "alert/\(id)"
        case .method: "method"
        case .about: "about"
        }
    }

    private static func ending(_ sheet: Int) -> String { sheet == 1 ? "" : "/\(sheet)" }
}
