import Glibc

@testable import CalendarEvents

/// What `systemd-analyze calendar` says about expressions.
enum SystemdAnalyze {
    static let path = "/usr/bin/systemd-analyze"

    /// What it says about one expression.
    struct Answer: Equatable {
        var normalized = ""
        /// Seconds since 1970. systemd-analyze prints no fractions.
        var elapses: [Int] = []
        /// Whether it gave up with "Infinite loop in calendar calculation". There is no normalised form then.
        var failed = false
    }

    /// The answers by expression. An expression that it refuses has none.
    static func answers(
        for expressions: [String], after base: UnixTime, in zone: String, iterations: Int
    ) -> [String: Answer] {
        let quoted = expressions.map { "'\($0)'" }.joined(separator: " ")
        let (second, fraction) = base.microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        let decimals = String(String(1_000_000 + fraction).dropFirst())
        let options = "--iterations=\(iterations) --base-time=@\(second).\(decimals)"
        // The errors come last, so that they do not interrupt a line of the output, which is buffered.
        let command = "TZ=\(zone) \(path) calendar \(options) -- \(quoted)"
        return parse(run("errors=$(mktemp); \(command) 2>$errors; cat $errors; rm $errors"))
    }

    /// The standard output of a shell command.
    private static func run(_ command: String) -> String {
        guard let pipe = popen(command, "r") else { return "" }
        defer { pclose(pipe) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func parse(_ output: String) -> [String: Answer] {
        var answers: [String: Answer] = [:]
        var expression: String?
        var answer = Answer()
        func finish() {
            if let expression { answers[expression] = answer }
            expression = nil
            answer = Answer()
        }
        for line in output.split(separator: "\n") {
            if line.hasPrefix("Failed to determine next elapse for") {
                finish()
                answers[String(line.split(separator: "'")[1])] = Answer(failed: true)
                continue
            }
            guard let colon = line.firstRange(of: ": "), line.first == " " || line.first == "N" else { continue }
            let key = line[..<colon.lowerBound].drop { $0 == " " }
            let value = String(line[colon.upperBound...])
            switch key {
            case "Original form":
                finish()
                expression = value
            case "Normalized form":
                // The original form is left out if it is the normalised one.
                if answer.normalized != "" { finish() }
                expression = expression ?? value
                answer = Answer(normalized: value)
            case "From now":
                continue
            case "(in UTC)":
                answer.elapses[answer.elapses.count - 1] = seconds(value)!
            default:
                if let seconds = seconds(value) { answer.elapses.append(seconds) }
            }
        }
        finish()
        return answers
    }

    /// Reads `Sun 2026-10-25 02:20:00 UTC`; nil for `never`. Another zone than UTC is corrected by the line after.
    private static func seconds(_ text: String) -> Int? {
        let numbers = text.split { !$0.isDigit }.compactMap { Int($0) }
        guard numbers.count >= 6 else { return nil }
        let days = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]).daysSinceEpoch
        return days * 86_400 + numbers[3] * 3_600 + numbers[4] * 60 + numbers[5]
    }
}
