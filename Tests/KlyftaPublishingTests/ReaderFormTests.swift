import KlyftaModel
import KlyftaPublishing
import Testing

struct ReaderFormTests {
    @Test(arguments: [
        (Language.swedish, "\u{2212}1\u{A0}234,6", "12,5\u{A0}%", "4\u{A0}juni\u{A0}2024", "under 10\u{A0}000"),
        (.norwegian, "\u{2212}1\u{A0}234,6", "12,5\u{A0}%", "4.\u{A0}juni\u{A0}2024", "under 10\u{A0}000"),
        (.english, "\u{2212}1,234.6", "12.5%", "4\u{A0}June\u{A0}2024", "under 10,000"),
    ])
    func `numbers and days have the form of the reader`(
        language: Language, number: String, share: String, day: String, sizeClass: String
    ) throws {
        let form = ReaderForm(language)
        #expect(form.number(-1234.56) == number)
        #expect(form.value(12.5, .percent) == share)
        #expect(form.day(try CalendarDay(2024, 6, 4)) == day)
        #expect(form.sizeClass("0-9999") == sizeClass)
        #expect(form.sizeClass("<10000") == "<10000")
    }
}

struct GroupNameTests {
    @Test(arguments: [
        ("<15000", "under 15\u{A0}000", "under 15\u{A0}000", "under 15,000"),
        (">15000", "över 15\u{A0}000", "over 15\u{A0}000", "over 15,000"),
        (">=40000", "40\u{A0}000 eller fler", "40\u{A0}000 eller flere", "40,000 or more"),
        ("<=999", "högst 999", "høyst 999", "at most 999"), ("all", "alla", "alle", "all"),
        ("county", "regioner", "fylkeskommuner", "counties"),
        ("0-9999", "under 10\u{A0}000", "under 10\u{A0}000", "under 10,000"), ("<many", "<many", "<many", "<many"),
        ("Norrland", "Norrland", "Norrland", "Norrland"), ("=5", "=5", "=5", "=5"),
    ])
    func `a group has the reader's words where they are known, and else its office's`(
        label: String, sv: String, nb: String, en: String
    ) {
        #expect(Language.allCases.map { ReaderForm($0).group(label) }.sorted() == [sv, nb, en].sorted())
        #expect(ReaderForm(.swedish).group(label) == sv)
        #expect(ReaderForm(.english).group(label) == en)
    }
}
