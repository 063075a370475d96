import Testing

@testable import SystemdKit

@Suite struct JournalFieldNamingTests {
    @Test(arguments: [
        ("source.id", "KLYFTA_SOURCE_ID"), ("vintage", "KLYFTA_VINTAGE"), ("run-7", "KLYFTA_RUN_7"), ("", "KLYFTA_"),
        ("MESSAGE", "KLYFTA_MESSAGE"), ("län", "KLYFTA_L_N"), ("a=b\nPRIORITY=0", "KLYFTA_A_B_PRIORITY_0"),
    ])
    func `a key becomes a field under the prefix`(key: String, name: String) {
        #expect(JournalFieldNaming(prefix: "KLYFTA").name(for: key) == name)
    }

    @Test(arguments: [
        ("klyfta", "KLYFTA"), ("_SYSTEMD", "SYSTEMD"), ("7up", "UP"), ("__", "FIELD"), ("", "FIELD"), ("å", "FIELD"),
    ])
    func `a prefix that journald would refuse is mended`(prefix: String, mended: String) {
        #expect(JournalFieldNaming(prefix: prefix).prefix == mended)
    }

    @Test func `no name is longer than journald takes`() {
        let long = String(repeating: "a", count: 500)
        #expect(JournalFieldNaming(prefix: "KLYFTA").name(for: long).utf8.count == 64)
        #expect(JournalFieldNaming(prefix: long).name(for: "key").hasSuffix("_KEY"))
    }
}
