import CalendarEvents
import Foundation
import KlyftaModel
import KlyftaStore
import Testing

@testable import KlyftaDaemon

/// When a job is due, as a systemd timer with Persistent=, RandomizedDelaySec= and FixedRandomDelay= has it.
struct ScheduleTests {
    private let stockholm = TimeZone(identifier: "Europe/Stockholm")!

    private func next(
        _ event: String, lastRun: String?, now: String, fault: String? = nil, jitter: Duration = .zero,
        retry: Duration = .seconds(3_600)
    ) throws -> String? {
        let schedule = Schedule("job", try CalendarEvent(event), jitter: jitter, host: "host", retry: retry)
        let last = lastRun.map { Store.JobStatus(lastRun: moment($0).commitTime, fault: fault) }
        return schedule.next(after: last, now: moment(now), zone: stockholm).map { moment in
            String(moment.commitTime.description.prefix(16))
        }
    }

    private func moment(_ text: String) -> UnixTime {
        let date = try! Date("\(text):00Z", strategy: .iso8601)
        return UnixTime(microseconds: Int64(date.timeIntervalSince1970) * 1_000_000)
    }

    @Test func `a job that never ran is due`() throws {
        #expect(try next("daily", lastRun: nil, now: "2026-11-21T20:00") == "2026-11-21T20:00")
    }

    @Test func `runs missed while the machine was off are made up once`() throws {
        #expect(try next("*-*-* 08:20", lastRun: "2026-11-16T07:20", now: "2026-11-21T20:00") == "2026-11-17T07:20")
        #expect(try next("*-*-* 08:20", lastRun: "2026-11-21T20:00", now: "2026-11-21T20:00") == "2026-11-22T07:20")
    }

    @Test func `fault 14: a clock set ten years on makes the job run once`() throws {
        let due = try #require(try next("*-*-* 08:20", lastRun: "2026-11-21T07:20", now: "2036-11-21T12:00"))
        #expect(due <= "2036-11-21T12:00")
        #expect(try next("*-*-* 08:20", lastRun: "2036-11-21T12:00", now: "2036-11-21T12:00") == "2036-11-22T07:20")
    }

    @Test(arguments: [
        // 02:30 is skipped on 2027-03-28: the next one is a day later, in summer time.
        (lastRun: "2027-03-27T01:30", next: "2027-03-29T00:30"),
        // 02:30 comes twice on 2026-10-25: the first counts, and the next one is a day later, in winter time.
        ("2026-10-24T00:30", "2026-10-25T00:30"),
        ("2026-10-25T00:30", "2026-10-26T01:30"),
    ])
    func `fault 15: a time that the clock skips or repeats runs as under systemd`(_ lastRun: String, _ expected: String)
        throws
    {
        #expect(try next("*-*-* 02:30", lastRun: lastRun, now: lastRun) == expected)
    }

    @Test func `a zone in the event rules over the zone of the machine`() throws {
        let due = try next("*-*-* 08:20 America/New_York", lastRun: "2026-11-21T14:00", now: "2026-11-21T14:00")
        #expect(due == "2026-11-22T13:20")
    }

    @Test func `a failed job is tried again after an hour, or sooner if it is due sooner`() throws {
        #expect(
            try next("daily", lastRun: "2026-11-21T10:00", now: "2026-11-21T10:00", fault: "x") == "2026-11-21T11:00")
        #expect(
            try next("hourly", lastRun: "2026-11-21T10:30", now: "2026-11-21T10:30", fault: "x") == "2026-11-21T11:00")
    }

    @Test func `a failed round is tried again after a minute: it asks no office`() throws {
        let (noon, retry) = ("2026-11-21T12:00", Job.recompute.retry)
        #expect(try next("yearly", lastRun: noon, now: noon, fault: "x", retry: retry) == "2026-11-21T12:01")
    }

    @Test func `an event that will not come again leaves the job alone`() throws {
        #expect(try next("2020-01-01", lastRun: "2026-11-21T10:00", now: "2026-11-21T10:00") == nil)
    }

    @Test func `jitter is the same every day on one host, spreads hosts, and stays in its limits`() throws {
        let event = try CalendarEvent("*-*-* 08:20")
        let delays = (0..<200).map { Schedule("job", event, jitter: .seconds(1_200), host: "host\($0)").delay }
        #expect(delays == (0..<200).map { Schedule("job", event, jitter: .seconds(1_200), host: "host\($0)").delay })
        #expect(delays.allSatisfy { $0 >= .zero && $0 < .seconds(1_200) })
        #expect(Set(delays).count > 150)
        #expect(delays.count { $0 < .seconds(600) } > 60 && delays.count { $0 >= .seconds(600) } > 60)
    }

    @Test func `a jittered job runs once for each elapse, and none is skipped by its own delay`() throws {
        let schedule = Schedule("job", try CalendarEvent("*-*-* *:00/10"), jitter: .seconds(1_800), host: "slow")
        var now = moment("2026-11-21T10:00")
        var runs: [UnixTime] = []
        for _ in 0..<12 {
            let status = Store.JobStatus(lastRun: (runs.last ?? now).commitTime)
            now = try #require(schedule.next(after: status, now: now, zone: stockholm))
            runs.append(now)
        }
        let steps = zip(runs, runs.dropFirst()).map { $0.duration(to: $1) }
        #expect(steps.allSatisfy { $0 == .seconds(600) }, "\(steps)")
    }
}
