import Glibc
import KlyftaModel
import KlyftaSources

/// How fast a large JSON-stat answer is read: one made here, as large as a year of an office's tables.
@main
enum JSONStatSpeed {
    static func main() throws {
        let sizes = [("Region", 357), ("Kjonn", 2), ("Alder", 115), ("ContentsCode", 2), ("Tid", 40)]
        let bytes = answer(sizes)
        // The processor's time, not the wall's: benchmarks run beside other work.
        var best = Int.max
        for _ in 0..<7 {
            let start = clock()
            let cube = try JSONStat.cube(bytes, from: "made")
            best = min(best, clock() - start)
            guard cube.count == sizes.reduce(1, { $0 * $1.1 }) else { fatalError("cells are missing") }
        }
        let seconds = Double(best) / Double(CLOCKS_PER_SEC)
        print("\(bytes.count) bytes in \(seconds) s: \(Int(Double(bytes.count) / seconds / 1e6)) MB/s")
    }

    private static func answer(_ sizes: [(String, Int)]) -> [UInt8] {
        let count = sizes.reduce(1) { $0 * $1.1 }
        var (values, statuses) = ("", "")
        // A multiplicative step through the numbers mod a prime: the same answer each time, without a generator.
        var state = 1
        for place in 0..<count {
            state = state * 48_271 % 2_147_483_647
            if place > 0 { values += "," }
            switch state % 20 {
            case 0:
                values += "null"
                statuses += statuses.isEmpty ? "\"\(place)\":\"..\"" : ",\"\(place)\":\":\""
            case 1..<10: values += "\(state % 100_000)"
            default: values += "\(state % 100).\(state / 100 % 90 + 10)"
            }
        }
        let dimensions = sizes.map { name, size in
            let codes = (0..<size).map { "\"\(name.prefix(1))\($0)\":\($0)" }.joined(separator: ",")
            return "\"\(name)\":{\"label\":\"\(name)\",\"category\":{\"index\":{\(codes)}}}"
        }
        let ids = sizes.map { "\"\($0.0)\"" }.joined(separator: ",")
        let lengths = sizes.map { "\($0.1)" }.joined(separator: ",")
        let text = """
            {"class":"dataset","id":[\(ids)],"size":[\(lengths)],"dimension":{\(dimensions.joined(separator: ","))},\
            "value":[\(values)],"status":{\(statuses)}}
            """
        return Array(text.utf8)
    }
}
