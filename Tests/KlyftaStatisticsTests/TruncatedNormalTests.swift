import KlyftaStatistics
import Testing

struct TruncatedNormalTests {
    @Test(arguments: [
        // By the definition, with the NormalDist of Python's statistics.
        (mean: 0.0, deviation: 1.0, lowest: 0.0, highest: Double.infinity, share: 0.5, point: 0.6744897501960817),
        (0, 1, -1, 1, 0.5, 0), (50, 10, 0, 100, 0.975, 69.5995932516073), (2, 1, 0, .infinity, 0, 0),
    ])
    func `a quantile is that of what is left`(
        mean: Double, deviation: Double, lowest: Double, highest: Double, share: Double, point: Double
    ) throws {
        let law = try TruncatedNormal(mean: mean, deviation: deviation, from: lowest, through: highest)
        #expect(try abs(law.quantile(share) - point) <= 1e-9 * max(1, abs(point)))
    }

    @Test(arguments: [-1e6, -50, -40, -36, -8, -1, 0, 3, 100, 101, 140, 1e9], [0, 0.25, 0.5, 1 - 0x1p-53])
    func `every draw lies within the limits, however far the mean is outside`(mean: Double, share: Double) throws {
        let law = try TruncatedNormal(mean: mean, deviation: 1, from: 0, through: 100)
        #expect(0...100 ~= (try law.quantile(share)))
    }

    @Test(arguments: [-8.0, -3, 0, 3, 20])
    func `a larger share lies at a larger point`(mean: Double) throws {
        let law = try TruncatedNormal(mean: mean, deviation: 2, from: 0, through: .infinity)
        let points = try (0..<200).map { try law.quantile(Double($0) / 200) }
        #expect(points == points.sorted() && Set(points).count == points.count)
    }

    /// Far out, what is left falls off like an exponential with rate 8 + 1/8.
    @Test func `a far tail keeps its digits`() throws {
        let law = try TruncatedNormal(mean: -8, deviation: 1, from: 0, through: .infinity)
        #expect(try abs(law.quantile(0.5) - 0.0848) < 0.0005)
    }

    @Test func `without deviation it is the mean, or the nearer limit`() throws {
        for (mean, point) in [(30.0, 30.0), (-5, 0), (120, 100)] {
            let law = try TruncatedNormal(mean: mean, deviation: 0, from: 0, through: 100)
            #expect(try law.quantile(0.3) == point)
        }
    }

    @Test func `numbers that are none are refused`() {
        #expect(throws: Unanswerable.outside(.finite)) {
            try TruncatedNormal(mean: .nan, deviation: 1, from: 0, through: 1)
        }
        #expect(throws: Unanswerable.outside(.nonNegative)) {
            try TruncatedNormal(mean: 0, deviation: -1, from: 0, through: 1)
        }
        #expect(throws: Unanswerable.outside(.range)) {
            try TruncatedNormal(mean: 0, deviation: 1, from: 1, through: 0)
        }
    }
}
