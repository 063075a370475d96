import AlertSimulation
import Foundation
import KlyftaStatistics

/// The table of false alarms, simulated anew, beside the published one.
struct SimulationReport {
    /// How many populations of each situation; each gives ten runs.
    let populations: Int
    /// Where the random numbers start.
    let seed: UInt64

    /// Prints situation by situation and says whether every number is within Monte-Carlo error of the published one.
    func print() throws(Unanswerable) -> Bool {
        let runs = populations * AlarmRates.runs
        Swift.print(
            """
            \(runs) runs of each situation from seed \(seed): alarms in percent, bias in percentage points.
            Allowed: three standard errors of the difference of two such simulations, and the rounding.
            """)
        var (strays, count) = (0, 0)
        for (number, situation) in Situation.all.enumerated() {
            let rates = try AlarmRates(situation, populations: populations, seed: seed + UInt64(number))
            Swift.print("\n\(situation.letter)  \(situation.wording)")
            for rate in ComparedRate.all(of: rates, runs: runs) {
                Swift.print(line(rate))
                (strays, count) = (strays + (rate.agrees ? 0 : 1), count + 1)
            }
        }
        Swift.print("\n\(count - strays) of \(count) numbers agree within Monte-Carlo error.")
        return strays == 0
    }

    private func line(_ rate: ComparedRate) -> String {
        let name = rate.name.padding(toLength: 46, withPad: " ", startingAt: 0)
        let numbers = String(
            format: "%7.2f  published %7.2f  difference %+6.2f  allowed %5.2f", rate.ours.value, rate.published,
            rate.ours.value - rate.published, rate.tolerance)
        return "  \(name)\(numbers)  \(rate.agrees ? "agrees" : "STRAYS")"
    }
}
