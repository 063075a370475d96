import KlyftaPublishing
import Testing

struct MarkupTests {
    @Test(arguments: [
        ("< 5 000", "&lt; 5 000"), ("Å & Ö", "Å &amp; Ö"), ("\"quoted\" 'so'", "&quot;quoted&quot; &#39;so&#39;"),
        ("</script><script>", "&lt;/script&gt;&lt;script&gt;"), ("Oslo\u{202E}olso\u{200F}", "Osloolso"),
        ("a\u{0}b\u{1B}[31m", "a b [31m"),
    ])
    func `a text is a text in an element and in an attribute`(text: String, escaped: String) {
        #expect(Markup(text).source == escaped)
        #expect(Markup.element("p", ["title": text], Markup(text)).source == "<p title=\"\(escaped)\">\(escaped)</p>")
    }

    @Test
    func `an attribute without a value is left out`() {
        #expect(Markup.single("br", ["id": nil, "class": "a"]).source == "<br class=\"a\"/>")
    }
}
