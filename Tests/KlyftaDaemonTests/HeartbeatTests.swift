import Testing

@testable import KlyftaDaemon

struct HeartbeatTests {
    @Test func `fault 12: a loop that is heard of in time is believed, and one that broke its word is not`() {
        let heartbeat = Heartbeat()
        #expect(heartbeat.isAlive, "at the start it may take a while")
        heartbeat.beat(busyFor: .seconds(-1))
        #expect(!heartbeat.isAlive)
        heartbeat.beat(busyFor: .seconds(3_600))
        #expect(heartbeat.isAlive)
    }
}
