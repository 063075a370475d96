import KlyftaModel
import KlyftaSources

/// Norway's municipalities over time, from KLASS: which codes were in force on which day.
struct Division: Sendable {
    /// All codes and names with their days.
    let codes: [KLASSCode]

    /// Reads the answer to `codes`; what is no municipality is dropped.
    /// - Parameter first: the first day that was asked for: a code in force on it began then or before.
    init(_ payload: Payload, from first: CalendarDay) throws {
        codes = try Self.municipalities(payload).map { code in
            var code = code
            if code.from == first { code.from = nil }
            return code
        }
        names = try codes.municipalityNames(from: payload.address.description)
    }

    /// Their names.
    let names: [MunicipalityName]

    /// The codes in force on a day.
    func inForce(on day: CalendarDay) -> Set<String> {
        Set(codes.lazy.filter { code in (code.from ?? day) <= day && code.to.map { day < $0 } ?? true }.map(\.code))
    }

    /// All codes that were ever in force.
    var all: Set<String> { Set(codes.map(\.code)) }

    /// The municipalities of an answer to `codes` or `codesAt`: `9999` and `xx99` are "unspecified".
    static func municipalities(_ payload: Payload) throws(SourceFault) -> [KLASSCode] {
        try KLASSCode.list(payload.bytes, from: payload.address.description).filter { !$0.code.hasSuffix("99") }
    }
}
