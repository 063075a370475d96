/// Texts as offices send them, the same each time.
enum MadeFigures {
    /// A multiplicative step through the numbers mod a prime.
    struct Numbers {
        private var state = 1

        mutating func next() -> Int {
            state = state * 48_271 % 2_147_483_647
            return state
        }
    }

    /// A JSON-stat table by region and other dimensions.
    static func statTable(regions: Int, others: [(String, Int)]) -> (bytes: [UInt8], cells: Int) {
        let sizes = [("Region", regions)] + others
        let count = sizes.reduce(1) { $0 * $1.1 }
        var (values, statuses) = ("", "")
        var numbers = Numbers()
        for place in 0..<count {
            let number = numbers.next()
            if place > 0 { values += "," }
            switch number % 20 {
            case 0:
                values += "null"
                statuses += statuses.isEmpty ? "\"\(place)\":\"..\"" : ",\"\(place)\":\":\""
            case 1..<10: values += "\(number % 100_000)"
            default: values += "\(number % 100).\(number / 100 % 90 + 10)"
            }
        }
        let dimensions = sizes.map { name, size in
            let codes = (0..<size).map { "\"\(name.prefix(1))\($0)\":\($0)" }.joined(separator: ",")
            let labels = (0..<size).map { "\"\(name.prefix(1))\($0)\":\"\(name) \($0)\"" }.joined(separator: ",")
            return "\"\(name)\":{\"label\":\"\(name)\",\"category\":{\"index\":{\(codes)},\"label\":{\(labels)}}}"
        }
        let ids = sizes.map { "\"\($0.0)\"" }.joined(separator: ",")
        let lengths = sizes.map { "\($0.1)" }.joined(separator: ",")
        let text = """
            {"class":"dataset","id":[\(ids)],"size":[\(lengths)],"dimension":{\(dimensions.joined(separator: ","))},\
            "value":[\(values)],"status":{\(statuses)}}
            """
        return (Array(text.utf8), count)
    }

    /// A page of Kolada's.
    static func koladaPage(rows: Int) -> [UInt8] {
        var numbers = Numbers()
        let all = (0..<rows).map { row in
            """
            {"kpi":"N\(10_000 + row / 290)","municipality":"\(1_000 + row % 290)","period":2014,"values":[\
            {"count":1,"gender":"T","status":"","value":\(numbers.next() % 100).\(numbers.next() % 90 + 10)}]}
            """
        }
        return Array("{\"values\":[\(all.joined(separator: ","))],\"count\":\(rows)}".utf8)
    }

    /// Lines of a delimited file, without its head.
    static func lines(rows: Int) -> [UInt8] {
        var numbers = Numbers()
        return Array(
            (0..<rows).map { row in
                let value = "\(numbers.next() % 100),\(numbers.next() % 90 + 10)"
                return "\"\(1_000 + row % 290)\";\"N\(10_000 + row / 290)\";2014;\(value)\n"
            }.joined().utf8)
    }
}
