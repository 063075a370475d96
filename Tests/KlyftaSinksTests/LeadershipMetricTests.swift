import Testing

@testable import KlyftaSinks

@Suite("Metrics of leader and followers")
struct LeadershipMetricTests {
    private func text(
        _ isLeader: Bool?, _ leadership: DaemonHealth.Leadership?, as form: MetricText.Form = .prometheus
    ) -> String {
        var health = DaemonHealth()
        (health.isLeader, health.leadership) = (isLeader, leadership)
        return MetricText(nil, version: "1", health: health).text(as: form)
    }

    private func leadership(isHeld: Bool) -> DaemonHealth.Leadership {
        .init(isHeld: isHeld, epoch: 7, host: "node-1", process: 42, since: 1_700_000_000.5)
    }

    @Test
    func `of daemons on one state it is told who leads, under which number and since when`() {
        let text = text(true, leadership(isHeld: true))
        for line in [
            "klyfta_leader 1.0", "klyfta_leadership_held 1.0", "klyfta_leadership_epoch 7.0",
            "klyfta_leadership_start_timestamp_seconds 1700000000.5",
            "klyfta_leadership_info{host=\"node-1\",process=\"42\"} 1.0",
        ] {
            #expect(text.contains("\n\(line)\n"), "\(line): \(text)")
        }
    }

    @Test(arguments: [(true, "1.0"), (false, "0.0")])
    func `a follower says that it does not lead, and whether anybody does`(isHeld: Bool, held: String) {
        let text = text(false, leadership(isHeld: isHeld))
        #expect(text.contains("\nklyfta_leader 0.0\n") && text.contains("\nklyfta_leadership_held \(held)\n"))
    }

    @Test(arguments: MetricText.Form.allCases)
    func `where the state is one machine's, nothing is told of leaders`(form: MetricText.Form) {
        #expect(!text(nil, nil, as: form).contains("klyfta_leader"))
    }

    @Test
    func `a follower that cannot ask says that it does not lead, and nothing of who does`() {
        let text = text(false, nil)
        #expect(text.contains("\nklyfta_leader 0.0\n") && !text.contains("klyfta_leadership"))
    }
}
