"""Check digits."""

from __future__ import annotations

_MY_NUMBER_LENGTH = 12


def is_my_number(digits: str) -> bool:
    """Whether 12 digits are a マイナンバー by their check digit.

    The rule is article 5 of the ministerial order 平成26年総務省令第85号: the n-th digit from
    the right, without the check digit, weighs n + 1 up to the sixth and n - 5 from the seventh on.
    The check digit is 11 less the remainder by 11, and 0 where the remainder is 0 or 1.

    >>> is_my_number("123456789018"), is_my_number("123456789012")
    (True, False)
    """
    if len(digits) != _MY_NUMBER_LENGTH:
        return False
    weighed = sum(
        int(digit) * (place + 1 if place <= 6 else place - 5)
        for place, digit in enumerate(reversed(digits[:-1]), start=1)
    )
    rest = weighed % 11
    return int(digits[-1]) == (0 if rest <= 1 else 11 - rest)


def luhn(digits: str) -> bool:
    """Whether the last digit checks the others as on a payment card (ISO/IEC 7812-1, annex B).

    >>> luhn("4111111111111111"), luhn("4111111111111112")
    (True, False)
    """
    doubled = (int(digit) * 2 for digit in digits[-2::-2])
    return (sum(int(digit) for digit in digits[::-2]) + sum(d - 9 * (d > 9) for d in doubled)) % (
        10
    ) == 0
