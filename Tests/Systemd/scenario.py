"""A promise of the service, and the function that tries it."""
SCENARIOS = []


def scenario(promise):
    """A promise, tried in the order in which they are written."""
    def add(function):
        SCENARIOS.append((function.__name__, promise, function))
        return function
    return add
