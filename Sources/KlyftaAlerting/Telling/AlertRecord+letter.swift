import KlyftaModel

extension AlertRecord {
    /// The letter on it in the language of whoever gets it: the one that was written with the event, or else, for records
    /// of an older Klyfta, what the record itself can say.
    package func letter(in language: Language) -> Letter {
        if let letter { return letter }
        let words = Wording(language: language)
        let what = EventName(rawValue: kind)?.title(words) ?? kind
        let facts = [
            attribution.map { words.fact(("källa", "kilde", "attribution"), $0) },
            words.fact(("belägg", "belegg", "proof"), "'klyfta explain \(alert)'"),
        ]
        return Letter(
            subject: ["\(what): \(numbers?.title ?? rule)", period, "\(words.pick("regel", "regel", "rule")) \(rule)"]
                .compactMap(\.self).joined(separator: ", "),
            sentence: message, facts: facts.compactMap(\.self), title: numbers?.title)
    }

    /// The same event in the words of a letter.
    package func told(by letter: Letter) -> AlertRecord {
        var record = self
        record.letter = letter
        record.message = letter.sentence
        if let title = letter.title { record.numbers?.title = title }
        return record
    }
}
