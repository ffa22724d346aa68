// How loud it is: from 0 (-60 dB and less) to 1 (0 dB).
import QtQuick
import "../theme"

Rectangle {
    id: meter

    required property string label
    property real level: 0

    implicitHeight: 10
    implicitWidth: 120
    radius: height / 2
    color: Theme.meterTrack

    Accessible.role: Accessible.ProgressBar
    Accessible.name: meter.label
    Accessible.description: Math.round(meter.level * 100) + " %"

    Rectangle {
        width: meter.level <= 0 ? 0 : Math.max(meter.height, meter.level * meter.width)
        height: meter.height
        radius: meter.radius
        color: Theme.meter

        Behavior on width {
            enabled: Theme.motion
            NumberAnimation { duration: 80 }
        }
    }
}
