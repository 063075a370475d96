import KlyftaDaemon
import Testing

@Suite
struct ConfigurationDamageTests {
    /// A generator whose numbers are the same in every run, so that what it finds can be found again.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 33)
        }
    }

    private static let debris = [
        "&a ", "*a", "!!str ", "<<: ", "[", "]", "{", "}", "\"", "'", "\n", "\t", ": ", ", ", "- ", "? ", "|", ">", "#",
        "~", "null", "\u{E5}", "\u{1F1F8}", "\u{0}", "\u{85}", "\u{2028}", "\r", "---\n", "...\n", "%YAML 1.2\n", "\\",
        "state: /t\n", "  skl: {}\n", "    for: 2\n", "", "", "",
    ]

    private static func damaged(_ text: String, by dice: inout Dice) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<Int.random(in: 1...2, using: &dice) {
            let start = Int.random(in: 0..<scalars.count, using: &dice)
            let end = min(scalars.count, start + [0, 1, 1, 3, 20].randomElement(using: &dice)!)
            scalars.replaceSubrange(start..<end, with: debris.randomElement(using: &dice)!.unicodeScalars)
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `a damaged file is read or refused with places that exist`(seed: UInt64) throws {
        var dice = Dice(state: seed)
        var refused = 0
        for _ in 0..<100 {
            let text = Self.damaged(ConfigurationTests.full, by: &dice)
            do {
                let reading = try ConfigurationReading(of: text, named: "c.yaml", registry: idleRegistry)
                #expect(try readConfiguration(reading.effective()) == reading.configuration, "\(text)")
            } catch let error as ConfigurationFaults {
                refused += 1
                let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                for fault in error.faults {
                    let parts = fault.place.split(separator: ":")
                    let (line, column) = try #require(parts.count == 3 ? (Int(parts[1])!, Int(parts[2])!) : nil)
                    try #require((1...lines.count).contains(line), "\(fault)\n\(text)")
                    #expect((1...lines[line - 1].count + 1).contains(column), "\(fault)\n\(text)")
                }
            }
        }
        #expect((20...99).contains(refused), "the damage is neither always harmless nor always fatal")
    }
}
