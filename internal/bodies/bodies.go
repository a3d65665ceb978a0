// Package bodies judges whether two names of agencies, organisations, units,
// places or events are one name.
package bodies
