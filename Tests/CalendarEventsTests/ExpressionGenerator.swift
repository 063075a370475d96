@testable import CalendarEvents

/// Makes up expressions, the same ones for the same seed.
struct ExpressionGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// Mostly valid. Some are not, since ranges may run backwards and repetitions may pass the end.
    mutating func expression() -> String {
        if oneIn(40) { return Shorthands.meanings.keys.sorted().randomElement(using: &self)! + zone() }
        if oneIn(60) { return "@\(Int.random(in: 0...7_300_000_000, using: &self))" + zone() }
        let parts = [oneIn(3) ? weekdays() : "", oneIn(4) ? "" : date(), oneIn(5) ? "" : time()]
        let text = parts.filter { $0 != "" }.joined(separator: " ")
        return mutated((text == "" ? time() : text) + zone())
    }

    /// A moment from 2024 to 2033, half of the time within two days of a change of clocks in some zone.
    mutating func moment() -> Int {
        // Lord Howe, Casablanca, Stockholm, New York; forward and back.
        let changes = [
            1_774_746_000, 1_792_890_000, 1_772_953_200, 1_793_512_800, 1_775_314_800, 1_791_041_400, 1_771_120_800,
            1_774_144_800, 1_806_195_600, 1_824_339_600,
        ]
        guard oneIn(2) else { return Int.random(in: 1_704_067_200...2_000_000_000, using: &self) }
        return changes.randomElement(using: &self)! + Int.random(in: -172_800...100_000, using: &self)
    }

    private mutating func oneIn(_ count: Int) -> Bool {
        Int.random(in: 0..<count, using: &self) == 0
    }

    private mutating func zone() -> String {
        guard oneIn(10) else { return "" }
        return " " + ["UTC", "utc", "Europe/Stockholm", "America/New_York", "Asia/Kolkata"].randomElement(using: &self)!
    }

    private mutating func weekdays() -> String {
        list(atMost: 3) { generator in
            let days = (0..<2).map { _ in Weekdays.names.randomElement(using: &generator)! }.sorted {
                Weekdays.day(named: $0)! < Weekdays.day(named: $1)!
            }
            let names = days.map { generator.oneIn(3) ? $0.lowercased() : String($0.prefix(3)) }
            return generator.oneIn(2) ? names[0] : "\(names[0])..\(names[1])"
        }
    }

    private mutating func date() -> String {
        let year = oneIn(3) ? "" : (oneIn(4) ? component(2024...2040, years: true) : "*") + "-"
        let month = oneIn(2) ? "*" : components(1...12)
        if oneIn(5) { return "\(year)\(month)~\(oneIn(8) ? components(1...28) : component(1...28))" }
        return "\(year)\(month)-\(oneIn(2) ? "*" : components(1...31))"
    }

    private mutating func time() -> String {
        let hour = oneIn(4) ? "*" : components(0...23)
        let minute = oneIn(5) ? "*" : components(0...59)
        guard oneIn(3) else { return "\(hour):\(minute)" }
        let second = oneIn(5) ? "*" : oneIn(3) ? fraction() : components(0...59)
        return "\(hour):\(minute):\(second)"
    }

    private mutating func fraction() -> String {
        let start = Double.random(in: 0...40, using: &self)
        let text = String(start.description.prefix(Int.random(in: 3...11, using: &self)))
        return text + (oneIn(2) ? "" : "/" + Double.random(in: 0.1...30, using: &self).description.prefix(6))
    }

    private mutating func components(_ bounds: ClosedRange<Int>) -> String {
        list(atMost: oneIn(3) ? 3 : 1) { $0.component(bounds) }
    }

    private mutating func component(_ bounds: ClosedRange<Int>, years: Bool = false) -> String {
        let values = (0..<2).map { _ in Int.random(in: bounds, using: &self) }.sorted()
        let texts = values.map { years && oneIn(2) ? "\($0 - 2000)" : oneIn(2) && $0 < 10 ? "0\($0)" : "\($0)" }
        let text = oneIn(3) ? "\(texts[0])..\(texts[1])" : texts[0]
        return text + (oneIn(3) ? "/\(Int.random(in: 1...max(2, bounds.count / 3), using: &self))" : "")
    }

    private mutating func list(atMost count: Int, _ item: (inout Self) -> String) -> String {
        (0..<Int.random(in: 1...count, using: &self)).map { _ in item(&self) }.joined(separator: ",")
    }

    /// One in twenty gets a character too many or too few, to compare what is refused.
    private mutating func mutated(_ text: String) -> String {
        guard oneIn(20) else { return text }
        var characters = Array(text)
        let index = characters.indices.randomElement(using: &self)!
        if oneIn(2) {
            characters.remove(at: index)
        } else {
            characters.insert("0123456789*-~:,./ @aMU".randomElement(using: &self)!, at: index)
        }
        return String(characters)
    }
}
