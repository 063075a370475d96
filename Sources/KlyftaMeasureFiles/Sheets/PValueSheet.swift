import KlyftaDivide

/// Many p values: adjusted ones by four methods, and which of them stand at level `q`.
struct PValueSheet: Sheet {
    let p: [Double]
    let q: Double

    private static let methods: [String: MultipleTesting] = [
        "BH": .benjaminiHochberg, "BY": .benjaminiYekutieli, "holm": .holm, "bonferroni": .bonferroni,
    ]

    func answers() throws(SheetFlaw) -> SheetAnswers {
        if let place = p.firstIndex(where: { !(0...1 ~= $0) }) {
            throw SheetFlaw("input.p[\(place)]", "not between 0 and 1", remedy: "Write a p value; leave others out.")
        }
        guard 0...1 ~= q else {
            throw SheetFlaw("input.q", "not between 0 and 1", remedy: "Write a share, such as 0.1.")
        }
        var result: [String: WrittenAnswer] = [:]
        do {
            for (key, method) in Self.methods {
                let stand = try method.stand(p, at: q)
                result[key] = .fields([
                    "adjusted": .list(try method.adjusted(p).map(WrittenAnswer.number)),
                    "rejected": .list(stand.map(WrittenAnswer.flag)), "count_rejected": .count(stand.count { $0 }),
                ])
            }
        } catch {
            throw SheetFlaw("input", because: "\(error)")
        }
        return SheetAnswers(result)
    }
}
