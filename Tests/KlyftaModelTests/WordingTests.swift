import KlyftaModel
import Testing

struct FixedPointTests {
    @Test(
        arguments: [
            (7.9, 1, "7.9"), (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-2.5, 0, "-3"), (0.25, 1, "0.3"),
            (-0.25, 1, "-0.3"), (1.04, 1, "1.0"), (0.05, 2, "0.05"), (12.007, 2, "12.01"),
            (1_234_567.25, 2, "1234567.25"),
            (3, 0, "3"), (3, 2, "3.00"), (0.000_000_001, 9, "0.000000001"), (999_999_999.5, 0, "1000000000"),
            (-12.5, 1, "-12.5"),
        ] as [(Double, Int, String)])
    func `a number has as many decimals as asked for`(number: Double, decimals: Int, text: String) {
        #expect(number.fixed(decimals) == text)
    }

    @Test(arguments: [-0.0, -0.04, -0.049_999])
    func `a number that rounds to zero has no sign`(number: Double) {
        #expect(number.fixed(1) == "0.0")
        #expect(number.signed(1) == "0.0")
        #expect((-number).signed(1) == "0.0")
    }

    @Test(arguments: [(7.9, "+7.9"), (-7.9, "-7.9"), (0, "0.0"), (0.05, "+0.1"), (10, "+10.0")])
    func `a change above zero has a plus sign`(number: Double, text: String) {
        #expect(number.signed(1) == text)
    }

    @Test(arguments: [(1e9, "1000000000.0"), (-1e20, "-1e+20"), (.infinity, "inf"), (.nan, "nan")])
    func `a number too large for decimals is written in full`(number: Double, text: String) {
        #expect(number.fixed(1) == text)
    }

    @Test func `the difference of two printed numbers is printed without its binary dust`() {
        #expect((39.3 - 31.4).signed(1) == "+7.9")
    }
}

struct FaultTests {
    private struct Spill: Fault {
        let place = "kitchen"
        let problem = "the milk is on the floor"
        let remedy = "Fetch a cloth."
    }

    @Test func `a fault says where, what and what now in one line`() {
        #expect(Spill().description == "kitchen: the milk is on the floor. Fetch a cloth.")
        #expect("\(Spill() as any Fault)" == "kitchen: the milk is on the floor. Fetch a cloth.")
    }

    @Test func `a text that is not what it should be is quoted`() {
        let fault = InvalidText("x", isNo: "period", remedy: "Write 2014.")
        #expect(fault.description == "'x': this is no period. Write 2014.")
    }
}
