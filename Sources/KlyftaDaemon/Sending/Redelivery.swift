import KlyftaModel
import KlyftaSinks

/// When something that was not delivered is tried again.
enum Redelivery {
    /// After so long a delivery is given up.
    static let patience = Duration.seconds(7 * 86_400)
    /// What is refused as it is, is tried again after so long.
    static let pauseAfterRefusal = Duration.seconds(3_600)
    /// A receiver that asks for more is asked again all the same.
    static let longestWait = Duration.seconds(86_400)
    private static let first = Duration.seconds(1)

    /// The pause after so many failures in a row: twice as long each time, all of it left to chance, so that those who
    /// failed together do not come again together.
    /// - Parameters:
    ///   - longest: at most so long.
    ///   - chance: from 0 up to 1.
    static func pause(after failures: Int, longest: Duration, chance: Double) -> Duration {
        let whole = min(longest, first * (1 << min(30, max(0, failures - 1))))
        return max(.milliseconds(200), whole * chance)
    }

    /// The longest pause of a sink: a file on a disk that was full is there again at once.
    static func longestPause(of sink: any AlertSink) -> Duration {
        sink.isRecord ? .seconds(60) : .seconds(3_600)
    }
}
