import Foundation
import KlyftaSources

/// What is left of the hosts' quotas: kept, because offices count by machine, not by process.
extension Store {
    /// The budgets by host.
    /// - Throws: ``StoreFault``.
    package func hostBudgets() throws(StoreFault) -> [String: HostBudget] {
        try storeFaults(at: directory) {
            try base.read { db in
                var budgets: [String: HostBudget] = [:]
                for row in try Row.fetchAll(db, sql: "SELECT host, budget FROM host_budget") {
                    budgets[row[0]] = try JSONDecoder().decode(HostBudget.self, from: Data((row[1] as String).utf8))
                }
                return budgets
            }
        }
    }

    /// Writes down what is left of a host's quota.
    /// - Throws: ``StoreFault``.
    package func note(_ budget: HostBudget, of host: String) throws(StoreFault) {
        try storeFaults(at: directory) {
            let text = String(decoding: try JSONEncoder().encode(budget), as: UTF8.self)
            try base.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO host_budget (host, budget) VALUES (?1, ?2)
                        ON CONFLICT (host) DO UPDATE SET budget = ?2
                        """,
                    arguments: [host, text])
            }
        }
    }
}
