import Foundation
import Testing

/// The measures as people ask for them.
struct MeasureCommandTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func objects(_ command: [String]) throws -> [[String: Any]] {
        let ending = try scratch.start(command + ["--format", "json"]).ending()
        #expect(ending.status == .exited(0) && ending.errors.isEmpty, "\(ending)")
        return try #require(try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [[String: Any]])
    }

    @Test func `every measure is listed with its unit, direction and needs`() throws {
        let list = try objects(["measures"])
        #expect(list.count == 37 + 60)
        #expect(Set(list.compactMap { $0["key"] as? String }).count == list.count)
        #expect(list.count { $0["parity"] as? Bool == true } == 9)
        let erreygers = list.first { $0["key"] as? String == "rci_erreygers" }
        #expect(erreygers?["needs"] as? String == "bounds order three-classes")
        #expect(erreygers?["direction"] as? String == "signed")
    }

    @Test(arguments: [("sv", "Ginikoefficient, per kommun"), ("nb", "Ginikoeffisient, per kommune")])
    func `the list speaks the language that is asked for`(language: String, name: String) throws {
        let list = try objects(["measures", "--language", language])
        #expect(list.first { $0["key"] as? String == "gini_u" }?["name"] as? String == name)
    }

    @Test func `the difference among the measures is the one that gaps shows without`() throws {
        let plain = try objects(["gaps", "skl.N07920"]).map { $0["difference"] as? Double }
        let measured = try objects(["gaps", "--measure", "d", "--indicator", "skl.N07920"])
        #expect(measured.count == plain.count && plain.count > 3)
        for (row, difference) in zip(measured, plain) {
            let (value, expected) = (try #require(row["value"] as? Double), try #require(difference))
            #expect(abs(value - expected) < 1e-9)
        }
    }

    @Test func `weight, membership, scale and inference are heeded and shown`() throws {
        let command = ["gaps", "skl.N07920", "--period", "2020", "--measure", "d,gini_w"]
        let plain = try objects(command)
        let chosen = try objects(
            command + [
                "--weight", "inhabitant", "--membership", "fixed:2017", "--scale", "15000,100000", "--inference",
                "superpopulation",
            ])
        #expect(chosen.map { $0["weight"] as? String } == ["inhabitant", "inhabitant"])
        #expect(plain.map { $0["weight"] as? String } == ["municipality", "inhabitant"])
        #expect(chosen[0]["classes"] as? String == "0-14999 15000-99999 100000+")
        #expect(chosen[0]["membership"] as? String == "fixed:2017")
        #expect(chosen[0]["inference"] as? String == "superpopulation")
        #expect(plain[0]["value"] as? Double != chosen[0]["value"] as? Double)
        #expect(plain[0]["standard_error"] as? Double == 0)
        #expect(try #require(chosen[0]["standard_error"] as? Double) > 0)
    }

    @Test func `all leaves out what only repeats another program, unless asked for`() throws {
        let command = ["gaps", "skl.N07900", "--period", "2014", "--measure", "all"]
        #expect(try objects(command).count == 28 + 60)
        #expect(try objects(command + ["--parity"]).count == 37 + 60)
    }

    @Test func `what is undefined has a word for programs and a sentence for people`() throws {
        let command = ["gaps", "skl.N07900", "--period", "2014", "--measure", "share_at_or_above_u"]
        let row = try #require(try objects(command).first)
        #expect(row["reason"] as? String == "no-threshold" && row["value"] is NSNull)
        let text = try scratch.start(command + ["--language", "sv"]).ending().output
        #expect(text.contains("ingen tröskel är angiven"))
        let given = try #require(try objects(command + ["--threshold", "50"]).first)
        #expect(given["reason"] as? String == "" && given["value"] is Double)
    }

    @Test func `the columns of measures that scripts rely on are exactly these`() throws {
        let ending = try scratch.klyfta("gaps", "skl.N07900", "--measure", "rci", "--format", "csv")
        let header = """
            indicator,period,measure,value,standard_error,lower,upper,unit,gap,direction,n,of,weight,classes,\
            membership,inference,reason
            """
        #expect(ending.output.split(separator: "\n").first.map(String.init) == header)
    }

    @Test(arguments: [
        (["gaps", "skl.N07900", "--measure", "sii_liner"], "Did you mean 'sii_linear'?"),
        (["explain", "--measure", "gini_x", "skl.N07900", "2014"], "Did you mean"),
        (["gaps", "skl.N07900", "--scale", "100"], "--measure"),
        (["gaps", "skl.N07900", "--measure", "d", "--scale", "100", "--between", "0-9999,100000+"], "--between"),
        (["gaps", "skl.N07900", "--measure", "mdru", "--reference", "0-5"], "none of the classes"),
        (["gaps", "ssb.strategy.electronic-purchase", "--measure", "d"], "published groups"),
        (["gaps", "--indicator", "skl.N07900", "skl.N07920"], "two indicators"),
        (["explain", "--measure", "d", "skl.N07900"], "an indicator and a period"),
        (["explain", "--measure", "d", "skl.N07900", "1999"], "no figures by municipality in this period"),
        (["explain", "one", "two"], "--measure KEY"),
    ])
    func `a wrong word about measures ends with 64, and the message says what to write`(
        command: [String], remedy: String
    ) throws {
        let ending = try scratch.start(command).ending()
        #expect(ending.status == .exited(64), "\(ending)")
        #expect(ending.errors.contains(remedy) && ending.output.isEmpty, "\(ending)")
    }

    @Test(arguments: ["d", "sii_linear", "theil_between_share_u", "rci_erreygers_w"])
    func `the arithmetic of a figure ends in the number that gaps shows`(key: String) throws {
        let row = try #require(try objects(["gaps", "skl.N07900", "--period", "2014", "--measure", key]).first)
        let value = try #require(row["value"] as? Double)
        let ending = try scratch.klyfta("explain", "--measure", key, "skl.N07900", "2014")
        #expect(ending.status == .exited(0) && ending.errors.isEmpty, "\(ending)")
        let steps = ending.output.components(separatedBy: "\n±").first ?? ""
        let last = try #require(steps.split(separator: "\n").last?.split(separator: "=").last)
        let told = try #require(Double(last.trimmingCharacters(in: .whitespaces)))
        #expect(abs(told - value) < 1e-4, "\(ending.output)")
        #expect(ending.output.contains("Egen beräkning med Klyfta"))
    }

    @Test(arguments: [("sv", "Klasserna", "31,0647"), ("nb", "Klassene", "31,0647"), ("en", "The classes", "31.0647")])
    func `arithmetic has the words and the decimal sign of the language`(
        language: String, heading: String, mean: String
    ) throws {
        let ending = try scratch.klyfta(
            "explain", "--measure", "d", "skl.N07900", "2014", "--language", language)
        #expect(ending.output.contains(heading) && ending.output.contains(mean), "\(ending)")
    }
}
