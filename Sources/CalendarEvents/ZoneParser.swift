/// Reads the time zone at the end.
extension Scanner {
    /// The zone that the last word names; reading then stops before it. nil if the last word does not look like a zone.
    mutating func takeZoneFromEnd() throws(CalendarEventError) -> ZoneRules? {
        guard let blank = characters.lastIndex(of: " "), blank > 0 else { return nil }
        let name = String(characters[(blank + 1)...])
        guard Self.looksLikeZone(name) else { return nil }
        guard let zone = name.lowercased() == "utc" ? .utc : ZoneRules(named: name) else {
            let names = ZoneRules.knownNames + ["UTC"]
            let advice = "write UTC or a name such as Europe/Stockholm"
            let remedy = Spelling.remedy(for: name, among: names, otherwise: advice)
            throw failure("no such time zone '\(name)'", remedy, at: blank + 1)
        }
        end = blank
        return zone
    }

    private static func looksLikeZone(_ word: String) -> Bool {
        guard word.first?.isASCIILetter == true else { return false }
        let letters = String(word.prefix(while: \.isASCIILetter))
        return Weekdays.day(named: letters) == nil && Shorthands.meanings[word.lowercased()] == nil
    }
}
