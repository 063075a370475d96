import AlertSimulation
import Testing

struct AlarmRatesTests {
    @Test(arguments: Situation.all)
    func `a few runs say what many said, as far as a few can`(situation: Situation) throws {
        let rates = try AlarmRates(situation, populations: 2, seed: 1)
        let compared = ComparedRate.all(of: rates, runs: 20)
        #expect(compared.count == 10)
        for rate in compared { #expect(rate.agrees, "\(rate)") }
    }

    @Test func `the same seed simulates the same, another seed something else`() throws {
        let situation = try #require(Situation.all.first)
        let (one, same, other) = (
            try AlarmRates(situation, populations: 2, seed: 1), try AlarmRates(situation, populations: 2, seed: 1),
            try AlarmRates(situation, populations: 2, seed: 2)
        )
        #expect(one.bias.panel.value == same.bias.panel.value)
        #expect(one.bias.panel.value != other.bias.panel.value)
    }

    @Test func `a share that is far from the published one is told`() throws {
        let (null, widened) = (
            try #require(Situation.all.first { $0.letter == "C" }),
            try #require(Situation.all.first { $0.letter == "F" })
        )
        let rates = try AlarmRates(null, populations: 2, seed: 1)
        let strays = ComparedRate.all(of: rates, runs: 20, against: widened).filter { !$0.agrees }
        #expect(strays.count >= 5)
    }
}
