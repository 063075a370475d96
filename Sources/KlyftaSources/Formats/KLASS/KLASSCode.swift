import KlyftaModel

/// A code of a classification with its name and the days it was in force.
package struct KLASSCode: Hashable, Sendable {
    /// The code: text, with its leading zeros.
    package var code: String
    /// The name, with the parallel names that SSB gives (`Trondheim - Tråante`).
    package var name: String
    /// The first day, if the answer tells it.
    package var from: CalendarDay?
    /// The first day on which it no longer held; `nil` while it holds.
    package var to: CalendarDay?

    /// `9999 Uoppgitt`: what is in the list and is no municipality.
    package static let unspecified = "9999"

    /// Reads the answer to `codes` or `codesAt`; `9999` is dropped.
    /// - Throws: ``SourceFault`` if it is none.
    package static func list(_ bytes: [UInt8], from source: String) throws(SourceFault) -> [KLASSCode] {
        try KLASSAnswer.list("codes", bytes, from: source, read).filter { $0.code != unspecified }
    }

    /// Reads the codes of a version (`versions/{id}`), which hold as long as the version does.
    package static func version(_ bytes: [UInt8], from source: String) throws(SourceFault) -> [KLASSCode] {
        var reader = try JSONReader(bytes, from: source)
        var (from, to): (CalendarDay?, CalendarDay?)
        var codes: [KLASSCode]?
        try reader.object { (reader, key) throws(SourceFault) in
            switch key {
            case "validFrom": from = try reader.day()
            case "validTo": to = try reader.day()
            case "classificationItems":
                var list: [KLASSCode] = []
                try reader.array { (reader, _) throws(SourceFault) in list.append(try read(&reader)) }
                codes = list
            default: try reader.skip()
            }
        }
        try reader.end()
        guard let codes else { throw KLASSAnswer.noList("classificationItems", source) }
        return codes.filter { $0.code != unspecified }.map {
            KLASSCode(code: $0.code, name: $0.name, from: from, to: to)
        }
    }

    private static func read(_ reader: inout JSONReader) throws(SourceFault) -> KLASSCode {
        var (code, name): (String?, String) = (nil, "")
        var valid: (from: CalendarDay?, to: CalendarDay?)
        var requested: (from: CalendarDay?, to: CalendarDay?)
        try reader.object { (reader, key) throws(SourceFault) in
            switch key {
            case "code": code = try reader.string()
            case "name": name = try reader.optionalString() ?? ""
            case "validFrom": valid.from = try reader.day()
            case "validTo": valid.to = try reader.day()
            // The pair that says something: `validFrom` and `validTo` come back null.
            case "validFromInRequestedRange": requested.from = try reader.day()
            case "validToInRequestedRange": requested.to = try reader.day()
            default: try reader.skip()
            }
        }
        guard let code else { throw reader.fault("an entry has no 'code'", "Ask SSB.") }
        return KLASSCode(code: code, name: name, from: requested.from ?? valid.from, to: requested.to ?? valid.to)
    }
}

extension [KLASSCode] {
    /// The names of Norway's municipalities.
    /// - Throws: ``SourceFault`` for a code that is no municipality's.
    package func municipalityNames(from source: String) throws(SourceFault) -> [MunicipalityName] {
        var names: [MunicipalityName] = []
        for code in self {
            names.append(
                MunicipalityName(
                    try KLASSAnswer.municipality(code.code, from: source), code.name, from: code.from, to: code.to))
        }
        return names
    }
}
