import KlyftaModel

/// When each scheduled job last ran, so that a run missed while the machine was off is made up once.
extension Store {
    /// How a job fared.
    package struct JobStatus: Hashable, Sendable {
        /// When it last ran.
        package var lastRun: CommitTime?
        /// When it last succeeded.
        package var lastSuccess: CommitTime?
        /// What went wrong the last time it ran; `nil` if nothing did.
        package var fault: String?

        package init(lastRun: CommitTime? = nil, lastSuccess: CommitTime? = nil, fault: String? = nil) {
            self.lastRun = lastRun
            self.lastSuccess = lastSuccess
            self.fault = fault
        }
    }

    /// The status of every job that ever ran.
    /// - Throws: ``StoreFault``.
    package func jobs() throws(StoreFault) -> [String: JobStatus] {
        try storeFaults(at: directory) {
            try base.read { db in
                var jobs: [String: JobStatus] = [:]
                for row in try Row.fetchAll(db, sql: "SELECT name, last_run, last_success, fault FROM job") {
                    jobs[row[0]] = JobStatus(
                        lastRun: (row[1] as Int64?).map(CommitTime.init),
                        lastSuccess: (row[2] as Int64?).map(CommitTime.init),
                        fault: row[3])
                }
                return jobs
            }
        }
    }

    /// Writes down that the clock was set back: what ran in what is the future now, ran now. Otherwise a job that once
    /// ran under a clock in the year 2099 would wait until then.
    /// - Returns: whether any job had run in the future.
    /// - Throws: ``StoreFault``.
    package func clockSetBack(to now: CommitTime) throws(StoreFault) -> Bool {
        try storeFaults(at: directory) {
            try base.write { db in
                try db.change(
                    sql: """
                        UPDATE job SET last_run = ?1,
                            last_success = CASE WHEN last_success > ?1 THEN ?1 ELSE last_success END
                        WHERE last_run > ?1
                        """, arguments: [now.milliseconds]) > 0
            }
        }
    }

    /// Writes down that a job ran.
    /// - Parameter fault: what went wrong; `nil` if it succeeded.
    /// - Throws: ``StoreFault``.
    package func jobRan(_ name: String, at time: CommitTime, fault: String?) throws(StoreFault) {
        try storeFaults(at: directory) {
            try base.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO job (name, last_run, last_success, fault) VALUES (?1, ?2, CASE WHEN CAST(?3 AS TEXT) IS NULL THEN ?2 END, ?3)
                        ON CONFLICT (name) DO UPDATE SET last_run = ?2, fault = ?3,
                            last_success = CASE WHEN CAST(?3 AS TEXT) IS NULL THEN ?2 ELSE job.last_success END
                        """, arguments: [name, time.milliseconds, fault])
            }
        }
    }
}
