/* SPDX-License-Identifier: MIT */
/* text.c -- numbers to text and back, without locale and without stdio. */
#include "base.h"

/* All of S as digits of BASE, at least one, at most MAX. */
static bool digits_to_uint(const char *s, unsigned base, uint64_t max, uint64_t *out)
{
	uint64_t n = 0;

	if (!*s)
		return false;
	for (; *s; s++) {
		unsigned d = digit_value(*s);
		if (d >= base || __builtin_mul_overflow(n, base, &n) || __builtin_add_overflow(n, d, &n))
			return false;
	}
	if (n > max)
		return false;
	*out = n;
	return true;
}

bool text_to_int(const char *s, int64_t *out)
{
	bool negative = *s == '-';
	unsigned base = 10;
	uint64_t n;

	if (*s == '-' || *s == '+')
		s++;
	if (s[0] == '0' && (s[1] == 'x' || s[1] == 'X')) {
		base = 16;
		s += 2;
	} else if (s[0] == '0') {
		base = 8;
	}
	if (!digits_to_uint(s, base, (uint64_t)INT64_MAX + negative, &n))
		return false;
	*out = negative ? (int64_t)(0 - n) : (int64_t)n;
	return true;
}

bool text_to_plain_int(const char *s, size_t len, int64_t *out)
{
	size_t i = len > 0 && (s[0] == '-' || s[0] == '+');
	int64_t n = 0;

	if (i == len || len - i > 18 || (s[i] == '0' && len - i > 1))
		return false;
	for (size_t k = i; k < len; k++) {
		unsigned digit = (unsigned)s[k] - '0';
		if (digit > 9)
			return false;
		n = n * 10 + (int64_t)digit;
	}
	*out = s[0] == '-' ? -n : n;
	return true;
}

bool text_to_int32(const char *s, int *out)
{
	int64_t n;

	if (!text_to_int(s, &n) || n < INT32_MIN || n > INT32_MAX)
		return false;
	*out = (int)n;
	return true;
}

bool text_to_uint10(const char *s, uint64_t max, uint64_t *out)
{
	return digits_to_uint(s, 10, max, out);
}

bool text_to_nanoseconds(const char *s, int64_t *out)
{
	int64_t seconds = 0, part = 0, unit = NSEC_PER_SEC;
	bool any = false;

	for (; *s >= '0' && *s <= '9'; s++, any = true) {
		seconds = seconds * 10 + (*s - '0');
		if (seconds >= INT64_MAX / NSEC_PER_SEC)
			return false;
	}
	if (*s == '.')
		for (s++; *s >= '0' && *s <= '9'; s++, any = true)
			part += (*s - '0') * (unit /= 10); /* past the ninth digit the unit is 0 */
	if (*s || !any)
		return false;
	*out = seconds * NSEC_PER_SEC + part;
	return true;
}

char *text_from_int(int64_t n, char out[24])
{
	uint64_t u = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	char *at = out + 23;

	*at = '\0';
	do {
		*--at = (char)('0' + u % 10);
		u /= 10;
	} while (u);
	if (n < 0)
		*--at = '-';
	return at;
}
