import Foundation
import Glibc
import Testing

struct OutputTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test(arguments: [
        (
            ["profile", "--indicator", "skl.N07900", "--scale", "10000,20000,50000,100000"],
            "indicator,period,class,n,missing,mean,mean_weighted,median,min,max"
        ),
        (
            ["gaps", "--indicator", "skl.N07920", "--weight", "inhabitant"],
            "indicator,period,low_class,high_class,n_low,n_high,low,high,difference,ratio,weight,membership"
        ),
    ])
    func `the columns that scripts rely on are exactly these`(command: [String], header: String) throws {
        let ending = try scratch.start(command + ["--format", "csv"]).ending()
        #expect(ending.status == .exited(0), "\(ending)")
        let rows = ending.output.split(separator: "\n")
        #expect(rows.first.map(String.init) == header)
        #expect(rows.count > 5)
        let columns = header.split(separator: ",").count
        #expect(rows.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == columns })
    }

    @Test(arguments: [
        ["sources"], ["sources", "--indicators"], ["profile", "--indicator", "skl.N07900"],
        ["gaps", "--indicator", "skl.N07900"], ["gaps", "--indicator", "ssb.strategy.electronic-purchase"],
        ["profile", "--indicator", "skl.N07900", "--borders"], ["explain", "--change", "skl.N07900", "2011", "2012"],
    ])
    func `every table is also JSON: a list of objects with the same keys`(command: [String]) throws {
        try expectObjects(command)
    }

    @Test(arguments: [["alerts"], ["alerts", "--history"]])
    func `what is stored is also JSON: a list of objects with the same keys`(command: [String]) throws {
        try scratch.prepare()
        #expect(try scratch.once().status == .exited(0))
        try expectObjects(command + ["--state", scratch["state"]])
    }

    @Test(arguments: ["C", "sv_SE.UTF-8", "tr_TR.UTF-8"])
    func `fault 45: no locale and no missing time zone changes a number or a word`(locale: String) throws {
        let command = ["gaps", "--indicator", "skl.N07900", "--format", "json"]
        let plain = try scratch.start(command).ending().output
        let local = try scratch.start(
            command, environment: ["LC_ALL": locale, "LANG": locale, "TZDIR": "/nowhere", "TZ": ":/nowhere"]
        ).ending()
        #expect(local.output == plain && local.errors.isEmpty)
    }

    @Test func `a reader that leaves early is no error and makes no noise`() throws {
        let ending = try scratch.shell(
            "klyfta profile --indicator skl.N07900 --format csv | head -1")
        #expect(ending.output.hasPrefix("indicator,"))
        #expect(ending.errors.isEmpty)
    }

    /// As systemd runs it, with SIGPIPE ignored.
    @Test func `a reader that leaves early is no error where SIGPIPE is ignored`() throws {
        let ending = try scratch.shell(
            "trap '' PIPE; klyfta profile --indicator skl.N07900 --format csv | head -1; echo $? >&2")
        #expect(ending.output.hasPrefix("indicator,"))
        #expect(ending.errors == "0\n")
    }

    @Test func `an answer that cannot be written is an error, not a short answer`() throws {
        let ending = try KlyftaProcess(
            .init(arguments: ["gaps", "--indicator", "skl.N07900", "--format", "csv"], output: "/dev/full"), in: scratch
        ).ending()
        #expect(ending.status == .exited(74))
        #expect(ending.errors.contains("No space left on device"), "\(ending)")
    }

    private func expectObjects(_ command: [String]) throws {
        let ending = try scratch.start(command + ["--format", "json"]).ending()
        #expect(ending.status == .exited(0), "\(ending)")
        let json = try JSONSerialization.jsonObject(with: Data(ending.output.utf8))
        let objects = try #require(json as? [[String: Any]])
        #expect(!objects.isEmpty)
        #expect(Set(objects.map { $0.keys.sorted() }).count == 1)
    }
}
